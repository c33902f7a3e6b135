package org.voiceagent.exporter.call;

import java.util.Locale;

/**
 * Five bands of sentiment, for counting. A histogram of values that may be negative has a sum that
 * can fall, so it is not a valid counter.
 */
public enum SentimentBand {
  VERY_NEGATIVE,
  NEGATIVE,
  NEUTRAL,
  POSITIVE,
  VERY_POSITIVE;

  /** The band of a score in [-1,1]: at most -0.6, at most -0.2, neutral, from 0.2, from 0.6. */
  public static SentimentBand of(double score) {
    if (score <= -0.6) {
      return VERY_NEGATIVE;
    }
    if (score <= -0.2) {
      return NEGATIVE;
    }
    if (score < 0.2) {
      return NEUTRAL;
    }
    return score < 0.6 ? POSITIVE : VERY_POSITIVE;
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
