package org.voiceagent.exporter.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.Totals;

/** The simplest totals there can be: a sum for each family and labels. */
public final class MemoryTotals implements Totals {
  private final Map<List<String>, Double> sums = new LinkedHashMap<>();

  /** The sum of one series, 0 if there is none. */
  public synchronized double sum(String family, String... labelValues) {
    return sums.getOrDefault(key(family, List.of(labelValues)), 0.0);
  }

  @Override
  public synchronized void restore(List<SeriesTotal> totals) {
    sums.clear();
    totals.forEach(total -> sums.put(key(total.family(), total.labelValues()), total.sum()));
  }

  @Override
  public synchronized void add(Entry call) {
    for (Change one : call.changes()) {
      sums.merge(key(one.family(), one.labels()), one.value(), Double::sum);
    }
  }

  @Override
  public void forget(Set<CallId> calls) {
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

  private static List<String> key(String family, List<String> labelValues) {
    List<String> key = new ArrayList<>(List.of(family));
    key.addAll(labelValues);
    return List.copyOf(key);
  }
}
