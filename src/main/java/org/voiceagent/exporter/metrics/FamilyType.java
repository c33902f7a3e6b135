package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector;
import java.util.Locale;

/** What kind of numbers a family holds. */
enum FamilyType {
  /** Only ever grows. */
  COUNTER(Collector.Type.COUNTER),
  /** Goes up and down. */
  GAUGE(Collector.Type.GAUGE),
  /** Counts observations by size, and sums them up. */
  HISTOGRAM(Collector.Type.HISTOGRAM);

  private final Collector.Type exposed;

  FamilyType(Collector.Type exposed) {
    this.exposed = exposed;
  }

  /** The same type in the words of the client library. */
  Collector.Type exposed() {
    return exposed;
  }

  /** The word used in the catalog and on the page. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
