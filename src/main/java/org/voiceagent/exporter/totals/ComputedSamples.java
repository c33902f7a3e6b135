package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.ComputedGauge.Aggregate;
import org.voiceagent.exporter.catalog.ComputedGauge.Drift;
import org.voiceagent.exporter.catalog.ComputedGauge.Entities;
import org.voiceagent.exporter.catalog.ComputedGauge.Operand;
import org.voiceagent.exporter.catalog.ComputedGauge.Ratio;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** The samples of gauges that are worked out from hidden families of one moment. Immutable. */
public final class ComputedSamples implements FamilySamples {
  /** A share of nothing would make the index infinite. */
  private static final double LEAST_SHARE = 0.0001;

  private final Family family;
  private final Map<List<String>, Double> values;

  private ComputedSamples(Family family, Map<List<String>, Double> values) {
    this.family = family;
    this.values = values;
  }

  /**
   * Works out gauges.
   *
   * @param snapshots the families of one moment, hidden ones among them
   * @return the gauges and the families that are not hidden
   */
  public static List<FamilySamples> of(
      List<ComputedGauge> gauges, List<FamilySnapshot> snapshots, Instant now) {
    List<FamilySamples> shown = new ArrayList<>();
    Map<String, FamilySnapshot> hidden = new HashMap<>();
    for (FamilySnapshot snapshot : snapshots) {
      if (snapshot.family().hidden()) {
        hidden.put(snapshot.family().name(), snapshot);
      } else {
        shown.add(snapshot);
      }
    }
    for (ComputedGauge gauge : gauges) {
      if (hidden.keySet().containsAll(gauge.reads())) {
        shown.add(new ComputedSamples(gauge.family(), values(gauge, hidden, now)));
      }
    }
    return shown;
  }

  private static Map<List<String>, Double> values(
      ComputedGauge gauge, Map<String, FamilySnapshot> hidden, Instant now) {
    if (gauge instanceof Entities entities) {
      return entities(entities, hidden.get(entities.entities()));
    }
    return gauge instanceof Ratio ratio
        ? ratio(ratio, hidden, now)
        : drift((Drift) gauge, hidden, now);
  }

  /** Several numbers while they come in. */
  private static final class Numbers {
    private long count;
    private double sum;
    private double most = Double.NEGATIVE_INFINITY;
    private double least = Double.POSITIVE_INFINITY;

    void add(double value) {
      count++;
      sum += value;
      most = Math.max(most, value);
      least = Math.min(least, value);
    }

    double value(Aggregate aggregate) {
      return switch (aggregate) {
        case COUNT -> count;
        case SUM -> sum;
        case MAX -> most;
        case MIN -> least;
        case MEAN -> sum / count;
      };
    }
  }

  private static Map<List<String>, Double> entities(Entities gauge, FamilySnapshot all) {
    Map<List<String>, Numbers> byLabels = new LinkedHashMap<>();
    boolean[] any = new boolean[1];
    all.each(
        (labels, value, atMs) -> {
          any[0] = true;
          if (labels.get(1).equals(Entities.INSIDE)) {
            byLabels
                .computeIfAbsent(labels.subList(2, labels.size()), key -> new Numbers())
                .add(value);
          }
        });
    Map<List<String>, Double> values = new LinkedHashMap<>();
    if (any[0] && gauge.aggregate() == Aggregate.COUNT) {
      gauge.family().keeping().initial().forEach(labels -> values.put(labels, 0.0));
    }
    byLabels.forEach((labels, numbers) -> values.put(labels, numbers.value(gauge.aggregate())));
    return values;
  }

  private static Map<List<String>, Double> ratio(
      Ratio gauge, Map<String, FamilySnapshot> hidden, Instant now) {
    long fromMs = now.minus(gauge.window()).toEpochMilli();
    Map<List<String>, Double> above = sums(gauge.numerator(), hidden, fromMs);
    Map<List<String>, Double> values = new LinkedHashMap<>();
    sums(gauge.denominator(), hidden, fromMs)
        .forEach(
            (labels, below) -> {
              if (below >= gauge.least()) {
                values.put(labels, gauge.scale() * above.getOrDefault(labels, 0.0) / below);
              }
            });
    return values;
  }

  private static Map<List<String>, Double> sums(
      Operand operand, Map<String, FamilySnapshot> hidden, long fromMs) {
    Map<List<String>, Double> sums = new LinkedHashMap<>();
    hidden
        .get(operand.name())
        .each(
            (labels, value, atMs) -> {
              if (atMs >= fromMs) {
                int skipped = operand.distinct() ? 2 : 1;
                sums.merge(
                    labels.subList(skipped, labels.size()),
                    operand.distinct() ? 1 : value,
                    Double::sum);
              }
            });
    return sums;
  }

  private static Map<List<String>, Double> drift(
      Drift gauge, Map<String, FamilySnapshot> hidden, Instant now) {
    long fromMs = now.minus(gauge.window()).toEpochMilli();
    Map<List<String>, Map<String, Double>> counts = new LinkedHashMap<>();
    hidden
        .get(gauge.counts())
        .each(
            (labels, value, atMs) -> {
              if (atMs >= fromMs && gauge.baseline().containsKey(labels.get(1))) {
                counts
                    .computeIfAbsent(labels.subList(2, labels.size()), key -> new HashMap<>())
                    .merge(labels.get(1), value, Double::sum);
              }
            });
    Map<List<String>, Double> values = new LinkedHashMap<>();
    counts.forEach(
        (labels, seen) -> {
          double all = seen.values().stream().mapToDouble(count -> count).sum();
          if (all >= gauge.least()) {
            values.put(labels, stabilityIndex(gauge.baseline(), seen, all));
          }
        });
    return values;
  }

  private static double stabilityIndex(
      Map<String, Double> baseline, Map<String, Double> seen, double all) {
    double index = 0;
    for (Map.Entry<String, Double> expected : baseline.entrySet()) {
      double q = Math.max(LEAST_SHARE, expected.getValue());
      double p = Math.max(LEAST_SHARE, seen.getOrDefault(expected.getKey(), 0.0) / all);
      index += (p - q) * Math.log(p / q);
    }
    return index;
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public void write(SampleWriter out) {
    values.forEach(
        (labels, value) ->
            out.value(SeriesLabels.of(family.labels(), labels), value, Exemplar.NONE));
  }
}
