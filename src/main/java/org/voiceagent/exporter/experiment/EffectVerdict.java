package org.voiceagent.exporter.experiment;

import java.util.Locale;

/** What a change did, as far as the calls before and after it show. */
public enum EffectVerdict {
  /** What the advice aimed at got better, and nothing got worse. */
  HELPED,
  /** Enough calls were compared, and no difference was found. */
  NO_EFFECT,
  /** Something got worse. */
  HARMED,
  /** Not clear: too few calls, or something else changed as well. */
  INCONCLUSIVE,
  /** The old value came back before a verdict was possible. */
  REVERTED;

  /** The lower-case word used in JSON and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
