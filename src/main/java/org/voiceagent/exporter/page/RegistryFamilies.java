package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

/**
 * Families that the client library keeps, in the form of our own. A summary becomes two counters,
 * and anything else that is neither a counter nor a histogram becomes a gauge.
 */
final class RegistryFamilies {
  private static final String BOUND = "le";

  private RegistryFamilies() {}

  /** The families, as one or two of ours each. */
  static List<FamilySamples> of(List<MetricFamilySamples> families) {
    List<FamilySamples> ours = new ArrayList<>();
    for (MetricFamilySamples family : families) {
      if (family.type == Collector.Type.HISTOGRAM) {
        histogram(family).ifPresent(ours::add);
      } else {
        ours.addAll(values(family));
      }
    }
    return ours;
  }

  /** Several samples of one family may have names of their own, such as those of a summary. */
  private static List<FamilySamples> values(MetricFamilySamples family) {
    Map<String, List<Sample>> byName = new LinkedHashMap<>();
    for (Sample sample : family.samples) {
      byName.computeIfAbsent(sample.name, any -> new ArrayList<>()).add(sample);
    }
    boolean counter =
        family.type == Collector.Type.COUNTER || family.type == Collector.Type.SUMMARY;
    FamilyType type = counter ? FamilyType.COUNTER : FamilyType.GAUGE;
    List<FamilySamples> ours = new ArrayList<>();
    byName.forEach(
        (name, samples) -> {
          String unit = name.endsWith("_count") ? "" : family.unit;
          List<String> labels = samples.get(0).labelNames;
          ours.add(new Values(family(name, type, family.help, unit, labels, List.of()), samples));
        });
    return ours;
  }

  private static Optional<FamilySamples> histogram(MetricFamilySamples family) {
    Map<List<String>, Buckets> series = new LinkedHashMap<>();
    for (Sample sample : family.samples) {
      boolean bucket = sample.name.endsWith("_bucket");
      List<String> values =
          bucket
              ? sample.labelValues.subList(0, sample.labelValues.size() - 1)
              : sample.labelValues;
      Buckets buckets = series.computeIfAbsent(List.copyOf(values), any -> new Buckets());
      if (bucket) {
        buckets.add(sample);
      } else if (sample.name.endsWith("_sum")) {
        buckets.sum = sample.value;
      }
    }
    if (series.isEmpty()) {
      return Optional.empty();
    }
    List<String> labels =
        family.samples.get(0).labelNames.stream().filter(name -> !name.equals(BOUND)).toList();
    List<Double> bounds = series.values().iterator().next().bounds;
    return Optional.of(
        new Histograms(
            family(family.name, FamilyType.HISTOGRAM, family.help, family.unit, labels, bounds),
            series));
  }

  private static Family family(
      String name,
      FamilyType type,
      String help,
      String unit,
      List<String> labels,
      List<Double> bounds) {
    return new Family(name, type, help, unit, labels, bounds, Optional.empty(), List.of());
  }

  /** The buckets of one series. */
  private static final class Buckets {
    private final List<Double> bounds = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private long seen;
    private double sum;

    void add(Sample bucket) {
      double bound =
          Double.parseDouble(
              bucket.labelValues.get(bucket.labelValues.size() - 1).replace("+Inf", "Infinity"));
      if (bound < Double.POSITIVE_INFINITY) {
        bounds.add(bound);
      }
      counts.add((long) bucket.value - seen);
      seen = (long) bucket.value;
    }
  }

  private record Values(Family family, List<Sample> samples) implements FamilySamples {
    @Override
    public void write(SampleWriter out) {
      for (Sample sample : samples) {
        SeriesLabels labels = SeriesLabels.of(sample.labelNames, sample.labelValues);
        out.value(labels, sample.value, Exemplar.NONE);
      }
    }
  }

  private record Histograms(Family family, Map<List<String>, Buckets> series)
      implements FamilySamples {
    @Override
    public void write(SampleWriter out) {
      series.forEach(
          (values, buckets) -> {
            long[] counts = buckets.counts.stream().mapToLong(Long::longValue).toArray();
            Exemplar[] none = new Exemplar[counts.length];
            Arrays.fill(none, Exemplar.NONE);
            out.histogram(SeriesLabels.of(family.labels(), values), counts, none, buckets.sum);
          });
    }
  }
}
