package org.voiceagent.exporter.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.Totals;
import org.voiceagent.exporter.report.CallReport;

/**
 * All metrics about calls. Keeps its own totals rather than one client-library metric per family,
 * so that a scrape sees a call either in all families or in none.
 *
 * <p>Thread-safe: calls may be counted by several threads while others scrape. The lock is held for
 * one call, or for copying references; the page is formatted outside of it.
 */
public final class CallMetrics implements Totals {
  private final List<CallFamily> recentSpecs;
  private final boolean shown;
  private final InstantSource clock;
  private final SelfMetrics self;
  private final CallReading reading;

  private final Object lock = new Object();
  private final FleetTotals totals;
  private final LevelFamilies levels;
  private final RecentFamilies recent;

  /**
   * How much the page may grow.
   *
   * @param labelSets how many distinct sets of pipeline, provider and model have series of their
   *     own; all others share one, {@code other}
   * @param recentCalls how many single calls are shown; 0 turns those families off
   * @param recentAge how long after its end a single call is shown
   */
  public record Limits(int labelSets, int recentCalls, Duration recentAge) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Limits {
      if (labelSets < 0 || recentCalls < 0 || recentAge.isNegative()) {
        throw new IllegalArgumentException("a limit is negative");
      }
    }

    /** 500 label sets, 200 calls, 24 hours. */
    public static Limits defaults() {
      return new Limits(500, 200, Duration.ofHours(24));
    }
  }

  /**
   * Metrics without a call.
   *
   * @param clock tells the age of recent calls
   * @param self counts what was folded or let go
   */
  public CallMetrics(MetricCatalog catalog, Limits limits, InstantSource clock, SelfMetrics self) {
    this.clock = clock;
    this.self = self;
    this.recentSpecs = catalog.recent();
    LabelBudgets budgets = new LabelBudgets(catalog.totals(), limits.labelSets(), self);
    this.reading = new CallReading(catalog.totals(), budgets);
    this.totals = new FleetTotals(catalog.totals(), budgets);
    this.levels = new LevelFamilies(catalog.levels());
    this.recent = new RecentFamilies(recentSpecs, limits.recentCalls(), limits.recentAge());
    this.shown = limits.recentCalls() > 0;
  }

  /**
   * Reads all that a finished call adds to the totals, and changes none of them. Labels beyond the
   * limits are folded here, so that what is recorded is what is shown.
   *
   * @param countedAt when the call counts as counted; exemplars tell it
   */
  public Entry entry(CallReport report, Instant countedAt) {
    String id = report.session().id().value();
    return new Entry(
        Mark.Once.call(id),
        report.session().endedAt(),
        countedAt,
        Optional.of(id),
        reading.changes(report));
  }

  /**
   * Counts a finished call: adds it to the totals and shows it among the recent ones. Call it once
   * for each call: this class does not know which calls it has counted.
   *
   * @param entry what {@link #entry} read of the report
   */
  public void count(Entry entry, CallReport report) {
    Instant now = clock.instant();
    Optional<RecentCall> call = wanted(report, now);
    synchronized (lock) {
      totals.add(entry);
      if (call.isPresent()) {
        self.recentCallsEvicted(recent.put(call.get(), now));
      } else if (shown) {
        self.recentCallsEvicted(1);
      }
    }
  }

  /** Adds a call that was counted before a restart; it is not shown among the recent ones. */
  @Override
  public void add(Entry call) {
    synchronized (lock) {
      totals.add(call);
    }
  }

  /**
   * Begins with recorded totals. What fits no family of the catalog any more is left out, which a
   * warning tells; counts of buckets that have changed go to the next wider ones.
   */
  @Override
  public void restore(List<SeriesTotal> recorded, List<Change.Set> gauges) {
    synchronized (lock) {
      totals.restore(recorded);
    }
  }

  /** Drops every exemplar and every per-call sample of these calls; all totals stay exact. */
  @Override
  public void forget(Set<String> ids) {
    Set<CallId> calls =
        ids.stream().flatMap(id -> CallId.parse(id).stream()).collect(Collectors.toSet());
    synchronized (lock) {
      totals.forget(ids);
      recent.forget(calls);
    }
  }

  /** None: no family of the catalog is a gauge that a record sets. */
  @Override
  public List<Change.Set> gauges() {
    return List.of();
  }

  @Override
  public List<SeriesTotal> all() {
    List<FleetFamily.Copy> copies;
    synchronized (lock) {
      copies = totals.copies();
    }
    return copies.stream().map(FleetFamily.Copy::recorded).toList();
  }

  /**
   * Replaces what is shown of a call that was counted before: its files have changed since, or it
   * was counted before a restart. Totals stay as they are.
   */
  public void update(CallReport report) {
    Instant now = clock.instant();
    wanted(report, now)
        .ifPresent(
            call -> {
              synchronized (lock) {
                self.recentCallsEvicted(recent.put(call, now));
              }
            });
  }

  /** Sets how many calls go on now. */
  public void activeCalls(int count) {
    synchronized (lock) {
      levels.set(Level.ACTIVE_CALLS, count);
    }
  }

  /**
   * The families of one moment, in the order of their names.
   *
   * @param names the samples wanted; families that have none of them may be left out; empty: all
   */
  List<FamilyPage> pages(Set<String> names) {
    Instant now = clock.instant();
    List<FamilyPage> pages = new ArrayList<>();
    synchronized (lock) {
      self.recentCallsEvicted(recent.prune(now));
      pages.addAll(totals.pages(names));
      pages.addAll(levels.pages());
      pages.addAll(recent.pages(names));
    }
    pages.sort(Comparator.comparing(page -> page.texts().name()));
    return pages;
  }

  /** What is to be shown of the call; empty if it is none of the newest. */
  private Optional<RecentCall> wanted(CallReport report, Instant now) {
    boolean wanted;
    synchronized (lock) {
      wanted = recent.wants(report.session(), now);
    }
    return wanted ? Optional.of(RecentCall.of(report, recentSpecs)) : Optional.empty();
  }
}
