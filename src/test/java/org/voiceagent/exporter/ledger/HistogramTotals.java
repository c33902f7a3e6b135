package org.voiceagent.exporter.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** Totals with buckets and exemplars: a family whose name ends in _seconds is a histogram. */
final class HistogramTotals implements Totals {
  private static final List<Double> BOUNDS = List.of(1.0, 5.0);

  private final Map<List<List<String>>, SeriesTotal> series = new LinkedHashMap<>();

  @Override
  public void restore(List<SeriesTotal> totals, List<Change.Set> gauges) {
    totals.forEach(total -> series.put(key(total.family(), total.labelValues()), total));
  }

  @Override
  public void add(Entry entry) {
    for (Change change : entry.changes()) {
      List<List<String>> key = key(change.family(), change.labels());
      boolean isHistogram = change.family().endsWith("_seconds");
      SeriesTotal before =
          series.getOrDefault(key, zero(change.family(), change.labels(), isHistogram));
      int bucket = isHistogram ? (int) BOUNDS.stream().filter(b -> b < change.value()).count() : 0;
      List<Long> counts = new ArrayList<>(before.counts());
      if (isHistogram) {
        counts.set(bucket, counts.get(bucket) + 1);
      }
      List<Exemplar> exemplars = new ArrayList<>(before.exemplars());
      exemplars.set(
          bucket,
          new Exemplar(
              entry.origin().orElse(""), change.value(), entry.countedAt().toEpochMilli()));
      series.put(
          key,
          new SeriesTotal(
              change.family(),
              change.labels(),
              before.sum() + change.value(),
              before.bounds(),
              counts,
              exemplars));
    }
  }

  @Override
  public void forget(Set<String> origins) {}

  @Override
  public List<SeriesTotal> all() {
    return List.copyOf(series.values());
  }

  @Override
  public List<Change.Set> gauges() {
    return List.of();
  }

  private static SeriesTotal zero(String family, List<String> labels, boolean isHistogram) {
    int buckets = isHistogram ? BOUNDS.size() + 1 : 1;
    return new SeriesTotal(
        family,
        labels,
        0,
        isHistogram ? BOUNDS : List.of(),
        isHistogram ? Collections.nCopies(buckets, 0L) : List.of(),
        Collections.nCopies(buckets, Exemplar.NONE));
  }

  private static List<List<String>> key(String family, List<String> labels) {
    return List.of(List.of(family), labels);
  }
}
