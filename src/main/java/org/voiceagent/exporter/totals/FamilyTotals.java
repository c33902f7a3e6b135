package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The totals of one family, series by series in order of appearance. Not thread-safe. */
final class FamilyTotals {
  private final Family family;
  private final LabelBudgets budgets;
  private final Total zero;
  private final Map<List<String>, Series> byLabels = new HashMap<>();
  private final List<Series> inOrder = new ArrayList<>();
  private Optional<FamilySnapshot> newest = Optional.empty();

  /** How many snapshots were made; a series that is older than the newest one is shared with it. */
  private int snapshots;

  /** One series: where it stands, and since which snapshot nobody else has seen that. */
  private static final class Series {
    private Total total;
    private int ownSince;

    Series(Total total, int ownSince) {
      this.total = total;
      this.ownSince = ownSince;
    }
  }

  /**
   * A family without series; with one at 0 if it has no labels and is not a gauge.
   *
   * @param budgets learn which labels have series
   */
  FamilyTotals(Family family, LabelBudgets budgets) {
    this.family = family;
    this.budgets = budgets;
    this.zero =
        switch (family.type()) {
          case COUNTER -> CounterTotal.zero();
          case GAUGE -> GaugeTotal.unset();
          case HISTOGRAM -> HistogramTotal.zero(family.buckets());
        };
    if (family.labels().isEmpty() && !(zero instanceof GaugeTotal)) {
      begin(List.of());
    }
  }

  /** The family. */
  Family family() {
    return family;
  }

  /** Applies a change; false, and nothing happens, if it does not fit the family. */
  boolean apply(Change change, Origin origin) {
    Series series = byLabels.get(change.labels());
    if (!zero.takes(change)
        || (series == null && change.labels().size() != family.labels().size())) {
      return false;
    }
    changing(series == null ? begin(change.labels()) : series).apply(change, origin);
    return true;
  }

  /** Takes over a series as it was; false, and nothing happens, if it does not fit the family. */
  boolean restore(SeriesTotal recorded) {
    List<String> labels = recorded.labelValues();
    if (labels.size() != family.labels().size()) {
      return false;
    }
    Optional<Total> restored = zero.restored(recorded, SeriesLabels.of(family.labels(), labels));
    restored.ifPresent(
        total -> {
          Series series = byLabels.get(labels);
          (series == null ? begin(labels) : series).total = total;
          newest = Optional.empty();
        });
    return restored.isPresent();
  }

  /** Drops the exemplars that link to these origins. */
  void forget(Set<String> origins) {
    for (Series series : inOrder) {
      if (series.total.linksTo(origins)) {
        changing(series).forget(origins);
      }
    }
  }

  /** The family as it stands now. Copies references, and only if something has changed. */
  FamilySnapshot snapshot(Instant now) {
    family.staleAfter().ifPresent(age -> dropOlderThan(now.minus(age)));
    if (newest.isEmpty()) {
      Total[] totals = new Total[inOrder.size()];
      for (int i = 0; i < totals.length; i++) {
        totals[i] = inOrder.get(i).total;
      }
      newest = Optional.of(new FamilySnapshot(family, totals));
      snapshots++;
    }
    return newest.get();
  }

  private void dropOlderThan(Instant oldest) {
    long oldestMs = oldest.toEpochMilli();
    boolean dropped =
        inOrder.removeIf(
            series -> series.total instanceof GaugeTotal gauge && gauge.atMs() < oldestMs);
    if (dropped) {
      byLabels.values().retainAll(Set.copyOf(inOrder));
      newest = Optional.empty();
    }
  }

  /** The series' total, which no snapshot shares. */
  private Total changing(Series series) {
    newest = Optional.empty();
    if (series.ownSince != snapshots) {
      series.total = series.total.copy();
      series.ownSince = snapshots;
    }
    return series.total;
  }

  private Series begin(List<String> labelValues) {
    List<String> labels = budgets.learn(family.name(), labelValues);
    Series series = new Series(zero.copy(SeriesLabels.of(family.labels(), labels)), snapshots);
    byLabels.put(labels, series);
    inOrder.add(series);
    newest = Optional.empty();
    return series;
  }
}
