package org.voiceagent.exporter.call;

import java.util.Locale;

/**
 * Why an engine gave up streaming and played a file instead, folded from its free text to a fixed
 * set because it labels a metric.
 */
public enum FallbackReason {
  /** The provider was silent for too long, such as {@code timeout>8.0s}. */
  TIMEOUT,
  /** A frame could not be sent. */
  TRANSPORT_FAILURE,
  /** The far end of the RTP leg never showed up. */
  RTP_TIMEOUT,
  /** The provider's connection went quiet, such as {@code keepalive-timeout>30s}. */
  KEEPALIVE_TIMEOUT,
  /** The engine gave a reason that is none of these. */
  OTHER,
  /** The engine gave no reason. */
  UNKNOWN;

  /** Folds an engine's text; the more specific words first. */
  public static FallbackReason of(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (word.isEmpty() || word.equals("unknown")) {
      return UNKNOWN;
    }
    if (word.contains("keepalive")) {
      return KEEPALIVE_TIMEOUT;
    }
    if (word.contains("rtp")) {
      return RTP_TIMEOUT;
    }
    if (word.contains("transport")) {
      return TRANSPORT_FAILURE;
    }
    return word.contains("timeout") || word.contains("timed out") ? TIMEOUT : OTHER;
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
