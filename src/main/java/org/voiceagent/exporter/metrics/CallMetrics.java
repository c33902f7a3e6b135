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

/**
 * All metrics about calls. Keeps its own totals rather than one client-library metric per family,
 * so that a scrape sees a call either in all families or in none.
 *
 * <p>Thread-safe: calls may be counted by several threads while others scrape. The lock is held for
 * one call, or for copying references; the page is formatted outside of it.
 */
public final class CallMetrics extends Collector implements Collector.Describable {
  private final List<CallFamily> totalFamilies;
  private final List<CallFamily> levelFamilies;
  private final List<CallFamily> recentFamilies;
  private final InstantSource clock;
  private final SelfMetrics self;

  private final Object lock = new Object();
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
    this.levelFamilies = catalog.fleet().stream().filter(CallMetrics::isLevel).toList();
    this.totalFamilies = catalog.fleet().stream().filter(spec -> !isLevel(spec)).toList();
    this.recentFamilies = catalog.recent();
    this.totals = new FleetTotals(totalFamilies, limits.labelSets(), self);
    this.recent = new RecentCalls(limits.recentCalls(), limits.recentAge());
  }

  /**
   * Counts a finished call. Call it once for each call: this class does not know which calls it has
   * counted.
   */
  public void count(CallReport report) {
    Instant now = clock.instant();
    Trace trace = Trace.of(report.session().id(), now);
    RecentCall call = RecentCall.of(report, recentFamilies);
    synchronized (lock) {
      totals.add(report, trace);
      self.recentCallsEvicted(recent.put(call, now));
    }
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

  private static boolean isLevel(CallFamily spec) {
    return spec.source() instanceof Level;
  }
}
