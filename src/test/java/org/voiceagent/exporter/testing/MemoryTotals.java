package org.voiceagent.exporter.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.Totals;

/** The simplest totals there can be: for each family and labels a sum, or the newest value. */
public final class MemoryTotals implements Totals {
  private final Map<List<String>, Double> sums = new LinkedHashMap<>();
  private final Map<List<String>, Change.Set> gauges = new LinkedHashMap<>();

  /** The sum of one series, 0 if there is none. */
  public synchronized double sum(String family, String... labelValues) {
    return sums.getOrDefault(key(family, List.of(labelValues)), 0.0);
  }

  /** The value of a gauge and since when it holds, if it was ever set. */
  public synchronized Optional<Change.Set> gauge(String family, String... labelValues) {
    return Optional.ofNullable(gauges.get(key(family, List.of(labelValues))));
  }

  @Override
  public synchronized void restore(List<SeriesTotal> totals, List<Change.Set> set) {
    sums.clear();
    set.forEach(this::set);
    totals.forEach(total -> sums.put(key(total.family(), total.labelValues()), total.sum()));
  }

  @Override
  public synchronized void add(Entry call) {
    for (Change one : call.changes()) {
      if (one instanceof Change.Set gauge) {
        set(gauge);
      } else {
        sums.merge(key(one.family(), one.labels()), one.value(), Double::sum);
      }
    }
  }

  @Override
  public void forget(Set<String> origins) {
    // Sums lead to no call.
  }

  @Override
  public synchronized List<SeriesTotal> all() {
    List<SeriesTotal> all = new ArrayList<>();
    sums.forEach(
        (key, sum) ->
            all.add(
                new SeriesTotal(
                    key.get(0),
                    key.subList(1, key.size()),
                    sum,
                    List.of(),
                    List.of(),
                    List.of(SeriesTotal.Exemplar.NONE))));
    return all;
  }

  @Override
  public synchronized List<Change.Set> gauges() {
    return List.copyOf(gauges.values());
  }

  private void set(Change.Set gauge) {
    gauges.merge(
        key(gauge.family(), gauge.labels()),
        gauge,
        (before, next) -> next.at().isBefore(before.at()) ? before : next);
  }

  private static List<String> key(String family, List<String> labelValues) {
    List<String> key = new ArrayList<>(List.of(family));
    key.addAll(labelValues);
    return List.copyOf(key);
  }
}
