package org.voiceagent.exporter.experiment;

import java.util.Locale;

/** What a change did, as far as calls before and after it tell. */
public enum EffectVerdict {
  /** What the advice was about got better, and nothing got worse. */
  HELPED,
  /** Enough calls were compared, and no difference was found. */
  NO_EFFECT,
  /** Something got worse. */
  HARMED,
  /** It cannot be told: too few calls, or something else changed as well. */
  INCONCLUSIVE,
  /** The old value came back before it could be told. */
  REVERTED;

  /** The lower-case word used in JSON and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
