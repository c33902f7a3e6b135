package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one series has come to so far. Immutable, so that a scrape takes a whole family by copying
 * references, and the lock is held for no longer than that.
 */
sealed interface Total permits CounterTotal, HistogramTotal {

  /**
   * The total after one more value.
   *
   * @param value finite and at least 0, in the family's unit
   * @param trace the call it comes from
   */
  Total plus(double value, Trace trace);

  /** Hands out the series' samples in the order of the page. */
  void samples(Family family, List<String> labelValues, Consumer<Sample> page);
}
