package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.ledger.Increment;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The running totals of one counter or histogram over all calls; not thread-safe. */
final class FleetFamily {
  private final CallFamily spec;
  private final Total zero;
  private final Map<List<String>, Total> series = new LinkedHashMap<>();

  /** A family without series; with one at 0 if it has no labels. */
  FleetFamily(CallFamily spec) {
    this.spec = spec;
    this.zero =
        spec.family().type() == FamilyType.HISTOGRAM
            ? HistogramTotal.zero(spec.family().buckets())
            : CounterTotal.ZERO;
    if (spec.family().labels().isEmpty()) {
      series.put(List.of(), zero);
    }
  }

  /** What the catalog says of it. */
  CallFamily spec() {
    return spec;
  }

  /** Whether the increment has this family's labels, and a value that harms no sum. */
  boolean takes(Increment one) {
    return one.labelValues().size() == spec.family().labels().size()
        && Double.isFinite(one.value())
        && one.value() >= 0;
  }

  /**
   * Adds a value to a series, which begins with its first one.
   *
   * @param value finite and at least 0, in the family's unit
   * @return whether the series begins now
   */
  boolean add(List<String> labelValues, double value, Trace trace) {
    Total before = series.get(labelValues);
    series.put(labelValues, (before == null ? zero : before).plus(value, trace));
    return before == null;
  }

  /** Takes over a series as it was; false, and nothing happens, if it is none of this family. */
  boolean restore(SeriesTotal total) {
    Optional<Total> restored =
        total.labelValues().size() == spec.family().labels().size()
            ? zero.restored(total)
            : Optional.empty();
    restored.ifPresent(known -> series.put(total.labelValues(), known));
    return restored.isPresent();
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

    /** All series as they are recorded. */
    List<SeriesTotal> recorded() {
      List<SeriesTotal> recorded = new ArrayList<>();
      for (int i = 0; i < totals.size(); i++) {
        recorded.add(totals.get(i).recorded(family.name(), labelValues.get(i)));
      }
      return recorded;
    }
  }
}
