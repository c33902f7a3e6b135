package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyNames;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;

/**
 * The running totals of families. Families can be replaced while they run: one that is removed
 * keeps its totals, which no page shows, and goes on from them if it comes back. Not thread-safe.
 */
public final class RunningTotals {
  /** The label by which an exemplar names the origin of a value. */
  public static final String EXEMPLAR_LABEL = "call_uuid";

  /** How many families that are not there are kept. */
  private static final int MOST_REMOVED = 1_000;

  private static final Logger logger = LoggerFactory.getLogger(RunningTotals.class);

  private final Map<String, FamilyTotals> families = new LinkedHashMap<>();

  /** Families that were removed, before this run or during it; what is recorded of them stays. */
  private final Map<String, FamilyTotals> removed = new LinkedHashMap<>();

  private final Set<String> skipped = new TreeSet<>();

  /**
   * Totals at 0.
   *
   * @param names learn which labels have series
   */
  public RunningTotals(List<Family> families, SeriesNames names) {
    families.forEach(family -> this.families.put(family.name(), new FamilyTotals(family, names)));
  }

  /**
   * Replaces all families, and keeps the totals of those that stay or come back, as far as they fit
   * how the family is declared now.
   *
   * @param names learn which labels have series
   */
  public void replace(List<Family> next, SeriesNames names, Instant now) {
    removed.putAll(families);
    families.clear();
    for (Family family : next) {
      FamilyTotals known = removed.remove(family.name());
      FamilyTotals totals = known;
      if (known == null || !known.family().equals(family)) {
        totals = new FamilyTotals(family, names);
      }
      if (known != null && known != totals) {
        totals.takeOver(known, now);
      }
      totals.learn(names);
      families.put(family.name(), totals);
    }
  }

  /** Applies all changes of an entry. Changes that fit no family are left out, with a warning. */
  public void add(Entry entry) {
    Origin origin = Origin.of(entry);
    Set<String> unfit = Set.of();
    for (Change change : entry.changes()) {
      if (!apply(change, origin)) {
        unfit = unfit.isEmpty() ? new TreeSet<>() : unfit;
        unfit.add(change.family());
      }
    }
    warnOfSkipped(unfit);
  }

  /**
   * Begins with these totals. Those that fit no family are left out, with a warning.
   *
   * @param gauges the changes that set gauges to their values
   */
  public void restore(List<SeriesTotal> totals, List<Change.Set> gauges) {
    Set<String> unfit = new TreeSet<>();
    Set<String> otherBuckets = new TreeSet<>();
    for (SeriesTotal total : totals) {
      FamilyTotals family = families.get(total.family());
      if (family == null) {
        family = absent(total.family(), typeOf(total), total.labelValues(), total.bounds());
        unfit.add(total.family());
        family.restore(total);
      } else if (!family.restore(total)) {
        unfit.add(total.family());
      } else if (!family.family().buckets().equals(total.bounds())) {
        otherBuckets.add(total.family());
      }
    }
    for (Change.Set gauge : gauges) {
      if (!apply(gauge, Origin.NONE)) {
        unfit.add(gauge.family());
      }
    }
    warnOfSkipped(unfit);
    if (!otherBuckets.isEmpty()) {
      logger.info(
          "The buckets of {} have changed since their totals were written. Earlier observations"
              + " count in the next wider buckets now. Their counts and sums stay exact.",
          otherBuckets);
    }
  }

  /** Drops the exemplars that link to these origins; the numbers stay. */
  public void forget(Set<String> origins) {
    families.values().forEach(family -> family.forget(origins));
  }

  /**
   * The families as they stand now, except for gauges that have become stale.
   *
   * @param names the samples wanted; families without any of them are left out; empty: all
   */
  public List<FamilySnapshot> snapshot(Set<String> names, Instant now) {
    return families.values().stream()
        .filter(family -> family.family().mayHave(names))
        .map(family -> family.snapshot(now))
        .toList();
  }

  /** What is kept of families that no page shows, because they were removed. */
  public List<FamilySnapshot> removed(Instant now) {
    return removed.values().stream().map(family -> family.snapshot(now)).toList();
  }

  private boolean apply(Change change, Origin origin) {
    FamilyTotals family = families.get(change.family());
    if (family == null) {
      absent(change.family(), typeOf(change), change.labels(), List.of()).apply(change, origin);
      return false;
    }
    return family.apply(change, origin);
  }

  /** The totals of a family that is not there, as far as what is recorded of it tells. */
  private FamilyTotals absent(
      String name, FamilyType type, List<String> labels, List<Double> bounds) {
    FamilyTotals known = removed.get(name);
    if (known == null) {
      Family family =
          new Family(
              name,
              type,
              name,
              "",
              Collections.nCopies(labels.size(), ""),
              bounds,
              Optional.empty(),
              List.of());
      known = new FamilyTotals(family, (any, values) -> List.copyOf(values));
      if (removed.size() < MOST_REMOVED) {
        removed.put(name, known);
      }
    }
    return known;
  }

  private static FamilyType typeOf(SeriesTotal total) {
    return total.counts().isEmpty() ? FamilyType.COUNTER : FamilyType.HISTOGRAM;
  }

  private static FamilyType typeOf(Change change) {
    if (change instanceof Change.Set) {
      return FamilyType.GAUGE;
    }
    boolean counter =
        change.family().endsWith(FamilyNames.TOTAL) || change.family().startsWith(Family.HIDDEN);
    return counter ? FamilyType.COUNTER : FamilyType.HISTOGRAM;
  }

  private void warnOfSkipped(Set<String> unfit) {
    if (skipped.addAll(unfit)) {
      logger.warn(
          "Recorded totals of {} are not shown: there is no such family, or one of another type or"
              + " with other labels.",
          unfit);
    }
  }
}
