package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The running totals of all families of a catalog. Not thread-safe. */
public final class RunningTotals {
  /** The label by which an exemplar names the origin of a value. */
  public static final String EXEMPLAR_LABEL = "call_uuid";

  private static final Logger logger = LoggerFactory.getLogger(RunningTotals.class);

  private final Map<String, FamilyTotals> families = new LinkedHashMap<>();
  private final Set<String> skipped = new TreeSet<>();

  /**
   * Totals at 0.
   *
   * @param budgets learn which labels have series
   */
  public RunningTotals(List<Family> families, LabelBudgets budgets) {
    families.forEach(family -> this.families.put(family.name(), new FamilyTotals(family, budgets)));
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
      if (family == null || !family.restore(total)) {
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

  private boolean apply(Change change, Origin origin) {
    FamilyTotals family = families.get(change.family());
    return family != null && family.apply(change, origin);
  }

  private void warnOfSkipped(Set<String> unfit) {
    if (skipped.addAll(unfit)) {
      logger.warn(
          "Recorded totals of {} are left out: this version has no such family, or one of another"
              + " type or with other labels.",
          unfit);
    }
  }
}
