package org.voiceagent.exporter.callindex;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Projection;

/**
 * The newest finished calls, by the time they ended, with what they are found and sorted by. It is
 * a projection of the ledger: every counted call is in it once, over crashes and restarts, and a
 * forgotten call is not. Simulated calls are not in it. Takes some 80 bytes for each call whose id
 * is a UUID: 8 MiB for 100,000 calls. Thread-safe: a question never holds up counting for longer
 * than it takes to copy some references.
 */
public final class CallIndex implements Projection {
  private static final Logger logger = LoggerFactory.getLogger(CallIndex.class);
  private static final ListedCall.Advised OTHER_ADVICE =
      new ListedCall.Advised("other", "other", "info");

  private final int most;
  private final CallNames names;
  private final InstantSource clock;
  private final EntryListing listing = new EntryListing();
  private final CallColumns columns = new CallColumns();
  private final List<Segment> segments = new ArrayList<>();
  private int size;

  /** Calls that ended before were dropped, because there are too many; in ms since 1970. */
  private long droppedBeforeMs = Long.MIN_VALUE;

  /** Calls that were counted before may be missing, because an earlier version counted them. */
  private Instant incompleteBefore = Instant.MIN;

  /**
   * An index without calls.
   *
   * @param most how many calls it holds, at least 1
   * @param names how calls are named; calls that were counted under another naming are shown under
   *     this one
   * @param clock says since when calls are listed, if the state has none
   */
  public CallIndex(int most, CallNames names, InstantSource clock) {
    this.most = most;
    this.names = names;
    this.clock = clock;
  }

  /** What a vocabulary that is full has for further advice. */
  static List<ListedCall.Advised> otherAdvice() {
    return List.of(OTHER_ADVICE);
  }

  @Override
  public synchronized void add(Entry entry) {
    Optional<ListedCall> call = listing.read(entry);
    if (call.isPresent()) {
      add(call.get());
    }
  }

  /**
   * Adds a call that an earlier version counted, which kept no list. Does nothing if the call is in
   * the list.
   *
   * @param entry as if the call were counted now
   */
  public synchronized void addEarlier(Entry entry) {
    Optional<ListedCall> call = listing.read(entry);
    if (call.isPresent() && find(call.get().id()).isEmpty()) {
      add(call.get());
    }
  }

  /** Whether calls that an earlier version counted may be missing. */
  public synchronized boolean isIncomplete() {
    return incompleteBefore.isAfter(Instant.MIN);
  }

  private void add(ListedCall call) {
    if (call.endedAt().toEpochMilli() < droppedBeforeMs) {
      return;
    }
    if (segments.isEmpty() || segments.get(segments.size() - 1).isFull()) {
      segments.add(new Segment(Segment.CAPACITY));
    }
    columns.append(segments.get(segments.size() - 1), call, names);
    size++;
    if (size >= (long) most + Math.min(most, Segment.CAPACITY)) {
      dropOldest(size - most);
    }
  }

  /** Drops calls that ended first; of those that ended together, those that were added first. */
  private void dropOldest(int excess) {
    long[] ended = new long[size];
    int filled = 0;
    for (Segment segment : segments) {
      System.arraycopy(segment.endedMs, 0, ended, filled, segment.size());
      filled += segment.size();
    }
    Arrays.sort(ended);
    long first = ended[excess];
    int[] equalLeft = {0};
    while (equalLeft[0] < excess && ended[excess - 1 - equalLeft[0]] == first) {
      equalLeft[0]++;
    }
    droppedBeforeMs = Math.max(droppedBeforeMs, first);
    keep(
        (segment, row) ->
            segment.endedMs[row] > first || (segment.endedMs[row] == first && equalLeft[0]-- <= 0));
  }

  private interface Keep {
    boolean test(Segment segment, int row);
  }

  private void keep(Keep wanted) {
    List<Segment> kept = new ArrayList<>();
    int left = 0;
    for (Segment segment : segments) {
      boolean[] drops = new boolean[segment.size()];
      int dropped = 0;
      for (int row = 0; row < drops.length; row++) {
        drops[row] = !wanted.test(segment, row);
        dropped += drops[row] ? 1 : 0;
      }
      if (dropped < drops.length) {
        Segment rest = dropped == 0 ? segment : segment.without(row -> drops[row]);
        kept.add(rest);
        left += rest.size();
      }
    }
    segments.clear();
    segments.addAll(kept);
    size = left;
    if (segments.size() > 8 + 2 * size / Segment.CAPACITY) {
      repack();
    }
  }

  /** Many small segments become a few full ones. */
  private void repack() {
    List<Segment> small = List.copyOf(segments);
    segments.clear();
    for (Segment segment : small) {
      for (int row = 0; row < segment.size(); row++) {
        if (segments.isEmpty() || segments.get(segments.size() - 1).isFull()) {
          segments.add(new Segment(Segment.CAPACITY));
        }
        segments.get(segments.size() - 1).addRow(segment, row);
      }
    }
  }

  @Override
  public synchronized void forget(Set<String> origins) {
    Set<String> gone = new HashSet<>(origins);
    origins.forEach(origin -> gone.add(names.shown(origin)));
    keep((segment, row) -> !gone.contains(segment.view().id(row)));
  }

  /** The call of this id, if it is listed. */
  public Optional<ListedCall> find(CallId id) {
    byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
    Snapshot now = snapshot();
    for (int i = now.views().size() - 1; i >= 0; i--) {
      Segment.View view = now.views().get(i);
      for (int row = view.size - 1; row >= 0; row--) {
        if (view.hasId(row, bytes)) {
          return Optional.of(now.columns().call(view, row));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The call of a pipeline that ended last before a given one.
   *
   * @param id the given call, which need not be listed
   * @param endedAt when it ended
   * @param pipelineName its pipeline
   */
  public Optional<ListedCall> before(CallId id, Instant endedAt, String pipelineName) {
    CallFilter filter =
        new CallFilter(
            Optional.empty(),
            Optional.empty(),
            Map.of(Facet.PIPELINE_NAME, pipelineName),
            OptionalDouble.empty());
    CallCursor here = new CallCursor(-endedAt.toEpochMilli(), endedAt.toEpochMilli(), id);
    return find(new CallQuery(filter, CallOrder.NEWEST, Optional.of(here), 1)).calls().stream()
        .findFirst();
  }

  /** The calls that a query asks for. Takes some milliseconds for 100,000 calls. */
  public CallMatches find(CallQuery query) {
    Snapshot now = snapshot();
    return new CallSearch(now, query).run();
  }

  /**
   * What a reader needs.
   *
   * @param views the rows
   * @param columns what their numbers mean
   * @param since calls that ended before may be missing
   */
  record Snapshot(
      List<Segment.View> views, CallColumns.Meanings columns, Optional<Instant> since) {}

  private synchronized Snapshot snapshot() {
    List<Segment.View> views = new ArrayList<>(segments.size());
    segments.forEach(segment -> views.add(segment.view()));
    return new Snapshot(views, columns.meanings(), since());
  }

  private Optional<Instant> since() {
    Instant dropped =
        droppedBeforeMs == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(droppedBeforeMs);
    Instant since = dropped.isAfter(incompleteBefore) ? dropped : incompleteBefore;
    return since.equals(Instant.MIN) ? Optional.empty() : Optional.of(since);
  }

  /** How many calls are listed. */
  public synchronized int size() {
    return size;
  }

  /** How much memory the calls take, in bytes, besides the words that they share. */
  public synchronized long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  @Override
  public synchronized void restore(Iterable<byte[]> blocks) {
    boolean whole = false;
    try {
      whole = new IndexBlocks(columns).read(blocks, this::restoreRow, this::restoreLimits);
    } catch (RuntimeException e) {
      logger.error("The list of calls in the state cannot be read; it starts with what it has", e);
    }
    if (!whole) {
      incompleteBefore = clock.instant();
      logger.info(
          "The list of calls begins now: the state was written without one. Calls that were counted"
              + " before are listed once their folders are read again");
    }
  }

  private void restoreLimits(long droppedMs, Instant incomplete) {
    droppedBeforeMs = droppedMs;
    incompleteBefore = incomplete;
  }

  private void restoreRow(ListedCall call) {
    add(call);
  }

  @Override
  public synchronized Iterable<byte[]> blocks() {
    return new IndexBlocks(columns).write(List.copyOf(segments), droppedBeforeMs, incompleteBefore);
  }
}
