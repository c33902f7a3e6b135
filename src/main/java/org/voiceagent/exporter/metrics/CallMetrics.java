package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.ledger.CountedCall;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.Totals;

/**
 * All metrics about calls. Keeps its own totals rather than one client-library metric per family,
 * so that a scrape sees a call either in all families or in none.
 *
 * <p>Thread-safe: calls may be counted by several threads while others scrape. The lock is held for
 * one call, or for copying references; the page is formatted outside of it.
 */
public final class CallMetrics extends Collector implements Collector.Describable, Totals {
  private final List<CallFamily> totalFamilies;
  private final List<CallFamily> levelFamilies;
  private final List<CallFamily> recentFamilies;
  private final InstantSource clock;
  private final SelfMetrics self;

  private final Object lock = new Object();
  private final CallReading reading;
  private final FleetTotals totals;
  private final Map<Level, Double> levels = new EnumMap<>(Level.class);
  private final RecentCalls recent;

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

  /** Everything of one moment. */
  private record Snapshot(
      List<FleetFamily.Copy> totals, Map<Level, Double> levels, List<RecentCall> recent) {}

  /**
   * Metrics without a call; register them at a registry to have them scraped.
   *
   * @param clock tells the time of exemplars and the age of recent calls
   * @param self counts what was folded, let go or refused
   */
  public CallMetrics(MetricCatalog catalog, Limits limits, InstantSource clock, SelfMetrics self) {
    this.clock = clock;
    this.self = self;
    this.levelFamilies = catalog.levels();
    this.totalFamilies = catalog.totals();
    this.recentFamilies = catalog.recent();
    LabelBudgets budgets = new LabelBudgets(totalFamilies, limits.labelSets(), self);
    this.reading = new CallReading(totalFamilies, budgets);
    this.totals = new FleetTotals(totalFamilies, budgets);
    this.recent = new RecentCalls(limits.recentCalls(), limits.recentAge());
  }

  /**
   * Reads all that a finished call adds to the totals, and changes none of them. Labels beyond the
   * limits are folded here, so that what is recorded is what is shown.
   *
   * @param countedAt when the call counts as counted; exemplars tell it
   */
  public CountedCall entry(CallReport report, Instant countedAt) {
    return new CountedCall(
        report.session().id(), report.session().endedAt(), countedAt, reading.increments(report));
  }

  /**
   * Counts a finished call: adds it to the totals and shows it among the recent ones. Call it once
   * for each call: this class does not know which calls it has counted.
   *
   * @param entry what {@link #entry} read of the report
   */
  public void count(CountedCall entry, CallReport report) {
    Instant now = clock.instant();
    RecentCall call = RecentCall.of(report, recentFamilies);
    synchronized (lock) {
      totals.add(entry);
      self.recentCallsEvicted(recent.put(call, now));
    }
  }

  /** Adds a call that was counted before a restart; it is not shown among the recent ones. */
  @Override
  public void add(CountedCall call) {
    synchronized (lock) {
      totals.add(call);
    }
  }

  /**
   * Begins with recorded totals. What fits no family of the catalog any more is left out, which a
   * warning tells; counts of buckets that have changed go to the next wider ones.
   */
  @Override
  public void restore(List<SeriesTotal> recorded) {
    synchronized (lock) {
      totals.restore(recorded);
    }
  }

  @Override
  public List<SeriesTotal> all() {
    List<FleetFamily.Copy> copies;
    synchronized (lock) {
      copies = totals.copy();
    }
    return copies.stream().flatMap(family -> family.recorded().stream()).toList();
  }

  /**
   * Replaces what is shown of a call that was counted before: its files have changed since, or it
   * was counted before a restart. Totals stay as they are.
   */
  public void update(CallReport report) {
    Instant now = clock.instant();
    RecentCall call = RecentCall.of(report, recentFamilies);
    synchronized (lock) {
      if (recent.wants(call, now)) {
        self.recentCallsEvicted(recent.put(call, now));
      }
    }
  }

  /** Sets how many calls go on now. */
  public void activeCalls(int count) {
    synchronized (lock) {
      levels.put(Level.ACTIVE_CALLS, (double) count);
    }
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Snapshot snapshot = snapshot();
    List<MetricFamilySamples> page = new ArrayList<>();
    snapshot.totals().forEach(family -> page.add(family.formatted()));
    levelFamilies.forEach(spec -> page.add(formatted(spec, snapshot.levels())));
    page.addAll(formatted(snapshot.recent()));
    return page;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return Stream.of(totalFamilies, levelFamilies, recentFamilies)
        .flatMap(List::stream)
        .map(spec -> spec.family().with(List.of()))
        .toList();
  }

  private Snapshot snapshot() {
    Instant now = clock.instant();
    synchronized (lock) {
      self.recentCallsEvicted(recent.prune(now));
      return new Snapshot(totals.copy(), Map.copyOf(levels), recent.list());
    }
  }

  private static MetricFamilySamples formatted(CallFamily spec, Map<Level, Double> levels) {
    double value = levels.getOrDefault((Level) spec.source(), 0.0);
    return spec.family()
        .with(List.of(new Sample(spec.family().name(), List.of(), List.of(), value)));
  }

  private List<MetricFamilySamples> formatted(List<RecentCall> calls) {
    List<List<Sample>> samples = new ArrayList<>();
    recentFamilies.forEach(spec -> samples.add(new ArrayList<>()));
    for (RecentCall call : calls) {
      call.values().forEach(value -> samples.get(value.family()).add(value.sample()));
    }
    List<MetricFamilySamples> families = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      families.add(recentFamilies.get(i).family().with(samples.get(i)));
    }
    return families;
  }
}
