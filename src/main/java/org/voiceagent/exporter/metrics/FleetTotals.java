package org.voiceagent.exporter.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;

/** The running totals of all families over all calls; not thread-safe. */
final class FleetTotals {
  private static final Logger logger = LoggerFactory.getLogger(FleetTotals.class);

  private final Map<String, FleetFamily> families = new LinkedHashMap<>();
  private final LabelBudgets budgets;
  private final Set<String> skipped = new TreeSet<>();

  /**
   * @param budgets learn which labels have series
   */
  FleetTotals(List<CallFamily> specs, LabelBudgets budgets) {
    specs.forEach(spec -> families.put(spec.family().name(), new FleetFamily(spec)));
    this.budgets = budgets;
  }

  /** Adds an entry to every family that it changes. */
  void add(Entry entry) {
    Trace trace = Trace.of(entry);
    Set<String> unfit = new TreeSet<>();
    for (Change one : entry.changes()) {
      FleetFamily family = families.get(one.family());
      if (family == null || !family.takes(one)) {
        unfit.add(one.family());
      } else if (family.add(one.labels(), one.value(), trace)) {
        budgets.learn(family.spec(), one.labels());
      }
    }
    tellSkipped(unfit);
  }

  /** Begins with these totals; those that fit no family of today are left out. */
  void restore(List<SeriesTotal> totals) {
    Set<String> unfit = new TreeSet<>();
    Set<String> otherBuckets = new TreeSet<>();
    for (SeriesTotal total : totals) {
      FleetFamily family = families.get(total.family());
      if (family == null || !family.restore(total)) {
        unfit.add(total.family());
      } else {
        budgets.learn(family.spec(), total.labelValues());
        if (!family.spec().family().buckets().equals(total.bounds())) {
          otherBuckets.add(total.family());
        }
      }
    }
    tellSkipped(unfit);
    if (!otherBuckets.isEmpty()) {
      logger.info(
          "The buckets of {} were others when their totals were written: what was counted is now in"
              + " the next wider buckets. Their counts and sums are exact.",
          otherBuckets);
    }
  }

  /** Drops the exemplars of these calls. */
  void forget(Set<String> calls) {
    families.values().forEach(family -> family.forget(calls));
  }

  /** The families as they stand now that may have samples of these names; empty: all. */
  List<FamilyPage> pages(Set<String> names) {
    return families.values().stream()
        .filter(family -> family.mayHave(names))
        .map(FleetFamily::page)
        .toList();
  }

  /** All series as they stand now. */
  List<FleetFamily.Copy> copies() {
    return families.values().stream().flatMap(family -> family.copies().stream()).toList();
  }

  private void tellSkipped(Set<String> unfit) {
    if (skipped.addAll(unfit)) {
      logger.warn(
          "Recorded totals of {} are left out: this version has no such family, or one of another"
              + " type or with other labels.",
          unfit);
    }
  }
}
