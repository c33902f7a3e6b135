package org.voiceagent.exporter.kpi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Projection;

/**
 * How calls went, by the hour in which they ended and by pipeline, provider and model, for 90 days
 * with calls. It is a projection of the ledger: every counted call is in it once, over crashes and
 * restarts. A fact that comes later, such as a rating, is added to the hour in which its call
 * ended. Takes at most 16 MiB of memory; see {@link Rollups} for what happens beyond that.
 * Thread-safe.
 */
public final class KpiHistory implements Projection, KpiReports {
  /** The tallies' share of the 16 MiB; open tallies and the window of callers take the rest. */
  static final long MOST_TALLY_BYTES = 12L << 20;

  /** How many calls are followed to see whether their callers call again; 3 MiB. */
  static final int MOST_FOLLOWED = 100_000;

  private static final Logger logger = LoggerFactory.getLogger(KpiHistory.class);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long SECONDS_TO_2020 = 1_577_836_800;

  private final InstantSource clock;
  private final KpiMeter meter;
  private final LabelSets labelSets = new LabelSets();
  private final EntryReading reading = new EntryReading();
  private final Rollups rollups;
  private final CallerWindow window;

  private long measuredBytes;

  /** Before it, calls were counted that are not here. */
  private Instant incompleteBefore = Instant.MIN;

  /**
   * A history without calls.
   *
   * @param clock says what time it is for those who ask
   */
  public KpiHistory(InstantSource clock, KpiMeter meter) {
    this(clock, meter, MOST_TALLY_BYTES, MOST_FOLLOWED);
  }

  /**
   * @param mostBytes how much memory the packed tallies may take
   * @param mostFollowed how many calls are followed at most
   */
  KpiHistory(InstantSource clock, KpiMeter meter, long mostBytes, int mostFollowed) {
    this.clock = clock;
    this.meter = meter;
    this.rollups = new Rollups(mostBytes, meter);
    this.window = new CallerWindow(mostFollowed, this::adjust);
  }

  @Override
  public synchronized void add(Entry entry) {
    reading.read(entry);
    if (reading.isEmpty() || entry.at().isBefore(Instant.EPOCH)) {
      return;
    }
    // A call cannot end after it was counted: the engine's clock is ahead.
    long ended = Math.min(entry.at().getEpochSecond(), entry.countedAt().getEpochSecond());
    int labelSet = labelSets.number(reading.labels());
    rollups.tally(hour(ended), labelSet).ifPresent(reading::addTo);
    follow(entry, labelSet);
    if (bytes() != measuredBytes) {
      measure();
    }
  }

  private void follow(Entry entry, int labelSet) {
    long counted = entry.countedAt().getEpochSecond();
    long ended = Math.min(entry.at().getEpochSecond(), counted);
    if (reading.isCall() && entry.traits().subject().isPresent() && ended > SECONDS_TO_2020) {
      window.add(
          new CallerWindow.Followed(
              entry.traits().subject().getAsLong(),
              CallerWindow.hash(entry.origin().orElse("")),
              seconds(ended),
              labelSet,
              reading.isTransferKnown(),
              reading.isContained()),
          seconds(counted));
    }
  }

  private void adjust(int endSeconds, int labelSet, Sum sum, int value) {
    rollups.follow(hour(endSeconds + SECONDS_TO_2020), labelSet, sum, value);
  }

  /** The hour since 1970 of a time, however far away it is. */
  static int hour(long epochSecond) {
    long hour = Math.floorDiv(epochSecond, HOUR.toSeconds());
    return (int) Math.max(Integer.MIN_VALUE / 2, Math.min(hour, Integer.MAX_VALUE / 2));
  }

  private static int seconds(long epochSecond) {
    return (int) Math.min(epochSecond - SECONDS_TO_2020, Integer.MAX_VALUE);
  }

  @Override
  public synchronized void forget(Set<String> origins) {
    window.forget(origins);
  }

  @Override
  public synchronized void restore(Iterable<byte[]> blocks) {
    boolean whole = false;
    try {
      whole = new HistoryBlocks(labelSets, rollups, window).read(blocks, this::incompleteBefore);
    } catch (RuntimeException e) {
      logger.error("The history of indicators in the state cannot be read; it starts empty", e);
    }
    if (!whole) {
      incompleteBefore(clock.instant());
      logger.info(
          "The history of indicators begins now: the state was written without one. Calls that were"
              + " counted before are in the totals only");
    }
    measure();
  }

  private void measure() {
    measuredBytes = bytes();
    meter.historyTakes(measuredBytes);
  }

  private void incompleteBefore(Instant at) {
    incompleteBefore = at;
  }

  @Override
  public synchronized Iterable<byte[]> blocks() {
    measure();
    return new HistoryBlocks(labelSets, rollups, window).write(incompleteBefore);
  }

  /** How much memory it takes, in bytes, besides the open tallies. */
  synchronized long bytes() {
    return rollups.bytes() + window.bytes();
  }

  @Override
  public List<KpiRow> rows(KpiQuery query) {
    Known known = known(query.firstHour(), query.endHour());
    return known.groups(query).rows(known.packed);
  }

  @Override
  public List<List<KpiRow>> rows(List<KpiQuery> queries) {
    if (queries.isEmpty()) {
      return List.of();
    }
    int from = queries.stream().mapToInt(KpiQuery::firstHour).min().getAsInt();
    int to = queries.stream().mapToInt(KpiQuery::endHour).max().getAsInt();
    Known known = known(from, to);
    return KpiGroups.rows(queries.stream().map(known::groups).toList(), known.packed);
  }

  /**
   * What answers need; read without the lock, because it does not change while counting goes on.
   */
  private record Known(
      List<Rollups.Packed> packed, List<List<String>> labelSets, Maturity maturity) {
    private KpiGroups groups(KpiQuery query) {
      return new KpiGroups(query, labelSets, maturity, KpiCatalog.bundled());
    }
  }

  private synchronized Known known(int from, int to) {
    int callersSince = window.since() == 0 ? 0 : hour(window.since() + SECONDS_TO_2020);
    return new Known(
        rollups.packed(from, to),
        labelSets.all(),
        new Maturity(hour(clock.instant().getEpochSecond()), callersSince));
  }

  @Override
  public Map<String, List<String>> labelValues() {
    List<List<String>> sets;
    synchronized (this) {
      sets = labelSets.all();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < KpiQuery.CALL_LABELS.size(); i++) {
      int place = i;
      values.put(
          KpiQuery.CALL_LABELS.get(i),
          sets.stream().map(set -> set.get(place)).distinct().sorted().toList());
    }
    return values;
  }

  @Override
  public synchronized Instant since() {
    Instant kept = rollups.begin().or(rollups::first).map(KpiHistory::at).orElseGet(clock::instant);
    return kept.isAfter(incompleteBefore) ? kept : incompleteBefore;
  }

  @Override
  public synchronized Instant hourlySince() {
    Instant since = since();
    return rollups.endOfDays().map(KpiHistory::at).filter(end -> end.isAfter(since)).orElse(since);
  }

  @Override
  public Instant until() {
    return clock.instant();
  }

  private static Instant at(int hour) {
    return Instant.EPOCH.plus(HOUR.multipliedBy(hour));
  }

  /** The same, for calls to which no more are added: its time ends with the last of them. */
  public synchronized KpiReports endingWithTheLastHour() {
    Instant end = rollups.end().map(KpiHistory::at).orElseGet(clock::instant);
    return new Closed(this, end);
  }

  /** Answers of a history that is not added to. */
  private record Closed(KpiHistory history, Instant until) implements KpiReports {
    @Override
    public List<KpiRow> rows(KpiQuery query) {
      return history.rows(query);
    }

    @Override
    public List<List<KpiRow>> rows(List<KpiQuery> queries) {
      return history.rows(queries);
    }

    @Override
    public Map<String, List<String>> labelValues() {
      return history.labelValues();
    }

    @Override
    public Instant since() {
      return history.since();
    }

    @Override
    public Instant hourlySince() {
      return history.hourlySince();
    }
  }
}
