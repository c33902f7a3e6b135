package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The running totals of one counter or histogram over all calls; not thread-safe. */
final class FleetFamily {
  private final CallFamily spec;
  private final Total zero;
  private final Map<List<String>, Total> series = new LinkedHashMap<>();

  FleetFamily(CallFamily spec) {
    this.spec = spec;
    this.zero =
        spec.family().type() == FamilyType.HISTOGRAM
            ? HistogramTotal.zero(spec.family().buckets())
            : CounterTotal.ZERO;
  }

  /** What the catalog says of it. */
  CallFamily spec() {
    return spec;
  }

  /**
   * Adds a value to a series, which begins with its first one.
   *
   * @param value finite and at least 0, in the family's unit
   */
  void add(List<String> labelValues, double value, Trace trace) {
    series.put(labelValues, series.getOrDefault(labelValues, zero).plus(value, trace));
  }

  /** Everything as it stands now; costs little, so take it under the lock and format it after. */
  Copy copy() {
    return new Copy(spec.family(), List.copyOf(series.keySet()), List.copyOf(series.values()));
  }

  /**
   * The family at one moment.
   *
   * @param labelValues of each series, in order of appearance
   * @param totals of each series, in the same order
   */
  record Copy(Family family, List<List<String>> labelValues, List<Total> totals) {

    /** The family as the client library wants it. */
    MetricFamilySamples formatted() {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < totals.size(); i++) {
        totals.get(i).samples(family, labelValues.get(i), samples::add);
      }
      return family.with(samples);
    }
  }
}
