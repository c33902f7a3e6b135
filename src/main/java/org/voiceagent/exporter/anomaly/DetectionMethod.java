package org.voiceagent.exporter.anomaly;

import java.util.Locale;

/** How an anomaly was found. Each method finds something else; see {@code docs/anomalies.md}. */
public enum DetectionMethod {
  /** One value far from the usual ones: a spike of an hour or a day. */
  ROBUST_Z,
  /** A slow drift over many days. */
  EWMA,
  /** A small shift that lasts, with the time it began. */
  CUSUM,
  /** No calls in hours of the week that have calls otherwise. */
  SILENCE;

  /** The lower-case word that labels and JSON use, such as {@code robust_z}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
