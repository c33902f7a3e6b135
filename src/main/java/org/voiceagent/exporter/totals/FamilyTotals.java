package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Family.Layout;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The totals of one family, series by series in order of appearance. Not thread-safe. */
final class FamilyTotals {
  private static final int LEAST_CLEARED = 1024;

  private final Family family;
  private final SeriesNames names;
  private final Total zero;

  /** By all labels, or by the first one if that is the key. */
  private final Map<Object, Series> byLabels = new HashMap<>();

  private final List<Series> inOrder = new ArrayList<>();
  private Optional<FamilySnapshot> newest = Optional.empty();

  /** The newest time that a change of a hidden family has brought, in ms since 1970. */
  private long newestMs = Long.MIN_VALUE;

  /** A hidden family is cleared of what has gone by when it has so many series. */
  private int clearAt;

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
   * A family with the series it has from the start, at 0; one without labels has one, unless it is
   * a gauge.
   *
   * @param names learn which labels have series
   */
  FamilyTotals(Family family, SeriesNames names) {
    this.family = family;
    this.names = names;
    this.clearAt = Math.min(LEAST_CLEARED, family.keeping().mostKeys());
    this.zero =
        switch (family.type()) {
          case COUNTER -> CounterTotal.zero();
          case GAUGE -> GaugeTotal.unset();
          case HISTOGRAM -> HistogramTotal.zero(family.buckets());
        };
    if (!(zero instanceof GaugeTotal)) {
      beginInitial();
    }
  }

  private void beginInitial() {
    if (family.labels().isEmpty()) {
      begin(List.of());
    }
    for (List<String> labels : family.keeping().initial()) {
      if (labels.size() == family.labels().size() && !byLabels.containsKey(labels)) {
        begin(labels);
      }
    }
  }

  private Object identity(List<String> labels) {
    return family.keeping().layout() == Layout.KEYED ? labels.get(0) : labels;
  }

  /** The family. */
  Family family() {
    return family;
  }

  /** Applies a change; false, and nothing happens, if it does not fit the family. */
  boolean apply(Change change, Origin origin) {
    if (!zero.takes(change) || change.labels().size() != family.labels().size()) {
      return false;
    }
    Series series = byLabels.get(identity(change.labels()));
    if (family.hidden()) {
      note(change);
    }
    if (series == null) {
      series = begin(change.labels());
    } else if (family.keeping().layout() == Layout.KEYED) {
      return applyKeyed(series, (Change.Set) change);
    }
    changing(series).apply(change, origin);
    return true;
  }

  /** The newest change of a key replaces the series, whose other labels may differ. */
  private boolean applyKeyed(Series series, Change.Set change) {
    if (series.total instanceof GaugeTotal gauge && change.at().toEpochMilli() >= gauge.atMs()) {
      newest = Optional.empty();
      if (series.total.labels().values().equals(change.labels())) {
        changing(series).apply(change, Origin.NONE);
      } else {
        series.total = zero.copy(labelsOf(change.labels()));
        series.total.apply(change, Origin.NONE);
        series.ownSince = snapshots;
      }
    }
    return true;
  }

  private void note(Change change) {
    if (change instanceof Change.Set set) {
      newestMs = Math.max(newestMs, set.at().toEpochMilli());
    } else if (family.keeping().layout() == Layout.SPANS) {
      newestMs = Math.max(newestMs, startOf(change.labels()));
    }
  }

  /** When a span of time begins, in ms since 1970; never if the label is not of this version. */
  static long startOf(List<String> labels) {
    try {
      return Long.parseLong(labels.get(0)) * 1_000;
    } catch (NumberFormatException notOurs) {
      return Long.MIN_VALUE;
    }
  }

  /** Takes these label values for admitted from now on, by another who remembers them. */
  void learn(SeriesNames others) {
    for (Series series : inOrder) {
      others.learn(family.name(), series.total.labels().values());
    }
  }

  /** Takes over the series of the family as it was declared before, as far as they fit. */
  void takeOver(FamilyTotals before, Instant now) {
    FamilySnapshot all = before.snapshot(now);
    all.sums().forEach(this::restore);
    all.gauges().forEach(gauge -> apply(gauge, Origin.NONE));
  }

  /** Takes over a series as it was; false, and nothing happens, if it does not fit the family. */
  boolean restore(SeriesTotal recorded) {
    List<String> labels = recorded.labelValues();
    if (labels.size() != family.labels().size()) {
      return false;
    }
    Optional<Total> restored = zero.restored(recorded, labelsOf(labels));
    restored.ifPresent(
        total -> {
          Series series = byLabels.get(identity(labels));
          (series == null ? begin(labels) : series).total = total;
          newest = Optional.empty();
          if (family.keeping().layout() == Layout.SPANS) {
            newestMs = Math.max(newestMs, startOf(labels));
          }
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
    drop(series -> timeOf(series) < oldestMs);
  }

  /** When a series was last true; always, unless it is a gauge or a span. */
  private long timeOf(Series series) {
    if (series.total instanceof GaugeTotal gauge) {
      return gauge.atMs();
    }
    return family.keeping().layout() == Layout.SPANS
        ? startOf(series.total.labels().values())
        : Long.MAX_VALUE;
  }

  private void drop(Predicate<Series> gone) {
    List<Series> dropped = inOrder.stream().filter(gone).toList();
    if (!dropped.isEmpty()) {
      dropped.forEach(series -> byLabels.remove(identity(series.total.labels().values())));
      inOrder.removeIf(gone);
      newest = Optional.empty();
    }
  }

  /** Lets a hidden family not grow between two pages: what has gone by, and the oldest keys. */
  private void clear() {
    if (newestMs > Long.MIN_VALUE && family.staleAfter().isPresent()) {
      dropOlderThan(Instant.ofEpochMilli(newestMs).minus(family.staleAfter().get()));
    }
    int most = family.keeping().mostKeys();
    if (inOrder.size() > most) {
      long[] times = inOrder.stream().mapToLong(this::timeOf).sorted().toArray();
      long oldest = times[times.length - most];
      drop(series -> timeOf(series) < oldest);
      int surplus = inOrder.size() - most;
      Set<Series> asOld =
          inOrder.stream()
              .filter(series -> timeOf(series) == oldest)
              .limit(Math.max(0, surplus))
              .collect(Collectors.toSet());
      drop(asOld::contains);
    }
    long full = most + most / 8L + 1;
    clearAt = (int) Math.min(full, Math.max(LEAST_CLEARED, 2L * inOrder.size()));
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

  /** A hidden family is never written on a page, so its labels have no text. */
  private SeriesLabels labelsOf(List<String> values) {
    return SeriesLabels.of(family.hidden() ? List.of() : family.labels(), values);
  }

  private Series begin(List<String> labelValues) {
    List<String> labels = names.learn(family.name(), labelValues);
    if (family.hidden() && inOrder.size() >= clearAt) {
      clear();
    }
    Series series = new Series(zero.copy(labelsOf(labels)), snapshots);
    byLabels.put(identity(labels), series);
    inOrder.add(series);
    newest = Optional.empty();
    return series;
  }
}
