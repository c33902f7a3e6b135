package org.voiceagent.exporter.catalog;

import java.util.Locale;

/** The type of a metric family, as Prometheus defines it. */
public enum FamilyType {
  /** Only grows. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** Counts observations by size, and sums them up. */
  HISTOGRAM;

  /** The word used in the catalog and on the page. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
