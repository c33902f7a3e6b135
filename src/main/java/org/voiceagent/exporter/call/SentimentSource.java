package org.voiceagent.exporter.call;

import java.util.Locale;

/** Where a call's sentiment score comes from. */
public enum SentimentSource {
  /** The engine put it into {@code metrics.json}. */
  ENGINE,
  /** The mean of the scores on the caller's transcript lines. */
  TRANSCRIPT,
  /** Scored by our own lexicon from the caller's words. */
  LEXICON,
  /** There is no score. */
  NONE;

  /** The lower-case word used in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
