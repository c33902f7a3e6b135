package org.voiceagent.exporter.callmetrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.catalog.LateChanges;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.ledger.Totals;
import org.voiceagent.exporter.page.FamilySource;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.totals.ComputedSamples;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.FamilySnapshot;
import org.voiceagent.exporter.totals.RunningTotals;

/**
 * All metrics about calls. Keeps its own totals rather than one client-library metric per family,
 * so that a scrape sees a call either in all families or in none.
 *
 * <p>Thread-safe: calls may be counted by several threads while others scrape. The lock is held for
 * one call, or for copying references; the page is written outside of it.
 */
public final class CallMetrics implements Totals, FamilySource {
  /** All that a simulated call adds to the totals. */
  private static final List<Change> SIMULATED =
      List.of(new Change.Add("voice_agent_exporter_sessions_simulated_total", List.of(), 1));

  private final Catalog<CallReport> catalog;
  private final LabelBudgets budgets;
  private final List<Mapping<CallReport>> recentMappings;
  private final boolean shown;
  private final InstantSource clock;
  private final SeriesMeter meter;

  private final Object lock = new Object();
  private final RunningTotals totals;
  private final RecentFamilies recent;
  private List<ComputedGauge> computed = List.of();

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
   * @param clock for the age of recent calls
   */
  public CallMetrics(
      Catalog<CallReport> catalog, Limits limits, InstantSource clock, SeriesMeter meter) {
    this.catalog = catalog;
    this.clock = clock;
    this.meter = meter;
    this.recentMappings = catalog.of(Scope.RECENT);
    this.budgets = new LabelBudgets(catalog, limits.labelSets(), meter::labelSetFolded);
    this.totals =
        new RunningTotals(catalog.totals().stream().map(Mapping::family).toList(), budgets);
    this.recent = new RecentFamilies(recentMappings, limits.recentCalls(), limits.recentAge());
    this.shown = limits.recentCalls() > 0;
  }

  /**
   * Adds families about other things than calls, in place of those that were added before. Totals
   * of families that stay, or that come back, go on; those of families that go are kept.
   *
   * @param counted the families whose totals are kept, hidden ones among them
   * @param gauges what is worked out from the hidden ones
   * @param names learn which labels of these families have series
   */
  public void replaceOthers(List<Family> counted, List<ComputedGauge> gauges, SeriesNames names) {
    List<Family> all = new ArrayList<>(catalog.totals().stream().map(Mapping::family).toList());
    all.addAll(counted);
    Set<String> others = counted.stream().map(Family::name).collect(Collectors.toSet());
    synchronized (lock) {
      computed = List.copyOf(gauges);
      totals.replace(
          all,
          (family, labels) ->
              others.contains(family) ? names.learn(family, labels) : budgets.learn(family, labels),
          clock.instant());
    }
  }

  /**
   * Reads everything that a finished call adds to the totals, and changes none of them. Labels
   * beyond the limits are folded here, so that what is recorded is what is shown.
   *
   * @param countedAt when the call counts as counted, which exemplars show
   */
  public Entry entry(CallReport report, Instant countedAt) {
    String id = report.session().id().value();
    return new Entry(
        Mark.Once.call(id),
        report.session().endedAt(),
        countedAt,
        Optional.of(id),
        report.session().isSimulated() ? SIMULATED : catalog.changes(report, budgets));
  }

  /**
   * Reads what facts that may come late add to the totals, apart from those that were counted, and
   * changes none of them. Such facts stand in an entry of their own, so that they count once
   * whenever they come. Empty if there are none.
   *
   * @param id the id under which the call was counted
   * @param counted the late facts of the call that were counted before
   * @param countedAt when they count as counted, which exemplars show
   */
  public Optional<Entry> late(
      CallReport report, CallId id, Set<String> counted, Instant countedAt) {
    if (report.session().isSimulated()) {
      return Optional.empty();
    }
    LateChanges late = catalog.late(report, counted, budgets);
    return late.facts().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Entry(
                Mark.Once.late(late.facts(), id.value()),
                report.session().endedAt(),
                countedAt,
                Optional.of(id.value()),
                late.changes()));
  }

  /**
   * Counts a finished call: adds it to the totals and shows it among the recent ones. Call it once
   * for each call: this class does not know which calls it has counted.
   *
   * @param entry what {@link #entry} read from the report
   */
  public void count(Entry entry, CallReport report) {
    Instant now = clock.instant();
    Optional<RecentCall> call = wanted(report, now);
    synchronized (lock) {
      totals.add(entry);
      if (call.isPresent()) {
        meter.recentCallsEvicted(recent.put(call.get(), now));
      } else if (shown && !report.session().isSimulated()) {
        meter.recentCallsEvicted(1);
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
   * Begins with recorded totals. What fits no family of the catalog any more is left out, with a
   * warning; counts of buckets that have changed go to the next wider ones.
   */
  @Override
  public void restore(List<SeriesTotal> recorded, List<Change.Set> gauges) {
    List<SeriesTotal> clean = recorded.stream().map(CallMetrics::withoutPersonalIds).toList();
    synchronized (lock) {
      totals.restore(clean, gauges);
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

  @Override
  public List<SeriesTotal> all() {
    return kept().flatMap(family -> family.sums().stream()).toList();
  }

  @Override
  public List<Change.Set> gauges() {
    return kept().flatMap(family -> family.gauges().stream()).toList();
  }

  private Stream<FamilySnapshot> kept() {
    synchronized (lock) {
      Instant now = clock.instant();
      return Stream.concat(totals.snapshot(Set.of(), now).stream(), totals.removed(now).stream());
    }
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
                meter.recentCallsEvicted(recent.put(call, now));
              }
            });
  }

  @Override
  public List<FamilySamples> families(Set<String> names) {
    Instant now = clock.instant();
    List<FamilySnapshot> snapshots;
    List<ComputedGauge> gauges;
    List<FamilySamples> families = new ArrayList<>();
    synchronized (lock) {
      meter.recentCallsEvicted(recent.prune(now));
      snapshots = totals.snapshot(names, now);
      gauges = computed;
      families.addAll(recent.snapshot(names));
    }
    families.addAll(ComputedSamples.of(gauges, snapshots, now));
    return families;
  }

  /** What to show of the call; empty if it is not one of the newest. */
  private Optional<RecentCall> wanted(CallReport report, Instant now) {
    boolean wanted;
    synchronized (lock) {
      wanted = recent.wants(report.session(), now);
    }
    return wanted && !report.session().isSimulated()
        ? Optional.of(RecentCall.of(report, recentMappings))
        : Optional.empty();
  }

  /** Exemplars that earlier versions recorded may link to ids that name a person. */
  private static SeriesTotal withoutPersonalIds(SeriesTotal total) {
    List<Exemplar> kept =
        total.exemplars().stream()
            .map(exemplar -> isPersonal(exemplar.callId()) ? Exemplar.NONE : exemplar)
            .toList();
    return new SeriesTotal(
        total.family(), total.labelValues(), total.sum(), total.bounds(), total.counts(), kept);
  }

  private static boolean isPersonal(String id) {
    return !id.isEmpty()
        && CallId.parse(id).filter(call -> !CallNames.looksPersonal(call)).isEmpty();
  }
}
