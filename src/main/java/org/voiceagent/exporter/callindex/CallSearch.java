package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.callindex.CallMatches.Count;

/**
 * One search through all rows: finds the first calls behind a position in one pass, and counts the
 * values of all facets in the same pass. Used once, by one thread.
 */
@SuppressWarnings("EnumOrdinal") // places in arrays that live as long as one search
final class CallSearch {
  private static final int FACETS = Facet.values().length;
  private static final int BANDS = SentimentBand.values().length;
  private static final int ANY_VALUE = -1;
  private static final int NO_VALUE = -2;

  /** A row that passes the whole filter. */
  private static final int NONE = -1;

  /** A row that fails by its time, by its wait, or by more than one facet. */
  private static final int OUT = -2;

  private final CallIndex.Snapshot index;
  private final CallQuery query;

  private final long fromMs;
  private final long toMs;
  private final boolean anyWait;

  /** The number that each facet must have, or one of those above. */
  private final int[] wanted = new int[FACETS];

  /** For each row of a segment, the only facet that it fails by, or one of those above. */
  private final int[] failed = new int[Segment.CAPACITY];

  private final int[][] counts = new int[FACETS][];
  private final List<List<String>> labels = new ArrayList<>();

  /** For each number of advice, whether it is wanted. */
  private boolean[] wantedAdvice = {};

  private final PriorityQueue<Hit> best = new PriorityQueue<>(Hit.FIRST.reversed());
  private int matching;
  private int behind;

  /** Rows behind it cannot be among the first any more. */
  private double worst = Double.POSITIVE_INFINITY;

  private long worstEndedMs = Long.MIN_VALUE;

  /** A row that was found. */
  private record Hit(double position, long endedMs, Segment.View view, int row) {
    static final Comparator<Hit> FIRST =
        Comparator.comparingDouble(Hit::position)
            .thenComparing(Comparator.comparingLong(Hit::endedMs).reversed())
            .thenComparing((a, b) -> a.view.compareIds(a.row, b.view, b.row));
  }

  CallSearch(CallIndex.Snapshot index, CallQuery query) {
    this.index = index;
    this.query = query;
    this.fromMs = query.filter().from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    this.toMs = query.filter().to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    this.anyWait = query.filter().latencyOverMs().isEmpty();
  }

  CallMatches run() {
    prepare();
    int listed = 0;
    // The last ones first: they are the newest, so that few others get among the best later on.
    for (int i = index.views().size() - 1; i >= 0; i--) {
      look(index.views().get(i));
      listed += index.views().get(i).size;
    }
    Hit[] hits = best.toArray(Hit[]::new);
    Arrays.sort(hits, Hit.FIRST);
    List<ListedCall> calls = new ArrayList<>();
    List<CallCursor> cursors = new ArrayList<>();
    for (Hit hit : hits) {
      ListedCall call = index.columns().call(hit.view(), hit.row());
      calls.add(call);
      cursors.add(new CallCursor(hit.position(), hit.endedMs(), call.id()));
    }
    return new CallMatches(
        calls, cursors, behind > hits.length, matching, listed, index.since(), facets());
  }

  private void prepare() {
    CallColumns.Meanings known = index.columns();
    prepare(Facet.PIPELINE_NAME, known.pipelines());
    prepare(Facet.PROVIDER_ID, known.providers());
    prepare(Facet.MODEL_VARIANT, known.models());
    prepare(Facet.OUTCOME, labels(Outcome.values()));
    List<String> bands = new ArrayList<>(labels(SentimentBand.values()));
    bands.add(Facet.UNKNOWN);
    prepare(Facet.SENTIMENT, bands);
    prepare(Facet.END_REASON, labels(EndReason.values()));
    counts[Facet.ADVICE.ordinal()] = new int[known.advice().size()];
    wantedAdvice = wantedAdvice(known.advice());
    wanted[Facet.ADVICE.ordinal()] =
        query.filter().facets().containsKey(Facet.ADVICE) ? 0 : ANY_VALUE;
  }

  private void prepare(Facet facet, List<String> values) {
    counts[facet.ordinal()] = new int[values.size()];
    labels.add(values);
    String value = query.filter().facets().get(facet);
    int number = value == null ? ANY_VALUE : values.indexOf(value);
    wanted[facet.ordinal()] = value != null && number < 0 ? NO_VALUE : number;
  }

  private boolean[] wantedAdvice(List<List<ListedCall.Advised>> known) {
    String wantedKey = query.filter().facets().get(Facet.ADVICE);
    boolean[] passes = new boolean[known.size()];
    for (int i = 0; i < passes.length; i++) {
      List<ListedCall.Advised> advice = known.get(i);
      passes[i] =
          wantedKey == null
              || (wantedKey.equals(Facet.ANY) && !advice.isEmpty())
              || (wantedKey.equals(Facet.NONE) && advice.isEmpty())
              || advice.stream().anyMatch(one -> one.key().equals(wantedKey));
    }
    return passes;
  }

  private static <E extends Enum<E>> List<String> labels(E[] values) {
    return Arrays.stream(values).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Column by column: that takes a fraction of the time of row by row. */
  private void look(Segment.View view) {
    Segment in = view.columns;
    int rows = view.size;
    for (int row = 0; row < rows; row++) {
      failed[row] = isInTime(in.endedMs[row]) && isSlowEnough(in.wait[row]) ? NONE : OUT;
    }
    for (int facet = 0; facet < FACETS; facet++) {
      if (wanted[facet] != ANY_VALUE) {
        for (int row = 0; row < rows; row++) {
          if (failed[row] != OUT && !passes(value(in, row, facet), facet)) {
            failed[row] = failed[row] == NONE ? facet : OUT;
          }
        }
      }
    }
    for (int facet = 0; facet < FACETS; facet++) {
      int[] counted = counts[facet];
      for (int row = 0; row < rows; row++) {
        if (failed[row] == NONE || failed[row] == facet) {
          counted[value(in, row, facet)]++;
        }
      }
    }
    for (int row = rows - 1; row >= 0; row--) {
      if (failed[row] == NONE) {
        matching++;
        offer(view, row);
      }
    }
  }

  private boolean isInTime(long endedMs) {
    return endedMs >= fromMs && endedMs < toMs;
  }

  /** An unknown wait is never too long. */
  private boolean isSlowEnough(float waitMs) {
    return anyWait || waitMs > query.filter().latencyOverMs().getAsDouble();
  }

  private boolean passes(int value, int facet) {
    return facet == Facet.ADVICE.ordinal() ? wantedAdvice[value] : wanted[facet] == value;
  }

  private static int value(Segment in, int row, int facet) {
    return switch (facet) {
      case 0 -> in.pipeline[row];
      case 1 -> in.provider[row];
      case 2 -> in.model[row];
      case 3 -> in.outcome[row];
      case 4 -> in.band[row] == Segment.UNKNOWN_BAND ? BANDS : in.band[row];
      case 5 -> in.endReason[row];
      default -> in.advice[row];
    };
  }

  private void offer(Segment.View view, int row) {
    double position = query.order().position(view.columns, row);
    if (query.after().isPresent() && !query.after().get().isBefore(position, view, row)) {
      return;
    }
    behind++;
    long endedMs = view.columns.endedMs[row];
    if (position > worst || (position == worst && endedMs < worstEndedMs)) {
      return;
    }
    best.add(new Hit(position, endedMs, view, row));
    if (best.size() > query.limit()) {
      best.remove();
    }
    if (best.size() == query.limit()) {
      worst = best.element().position();
      worstEndedMs = best.element().endedMs();
    }
  }

  private Map<Facet, List<Count>> facets() {
    Map<Facet, List<Count>> all = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      all.put(facet, facet == Facet.ADVICE ? adviceCounts() : counts(facet));
    }
    return all;
  }

  private List<Count> counts(Facet facet) {
    List<String> values = labels.get(facet.ordinal());
    List<Count> found = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (counts[facet.ordinal()][i] > 0) {
        found.add(new Count(values.get(i), counts[facet.ordinal()][i]));
      }
    }
    return mostFrequentFirst(found);
  }

  /** A call counts once for each key of its advice, and for any or none. */
  private List<Count> adviceCounts() {
    Map<String, Integer> byKey = new HashMap<>();
    List<List<ListedCall.Advised>> known = index.columns().advice();
    for (int i = 0; i < known.size(); i++) {
      int calls = counts[Facet.ADVICE.ordinal()][i];
      if (calls > 0) {
        byKey.merge(known.get(i).isEmpty() ? Facet.NONE : Facet.ANY, calls, Integer::sum);
        known.get(i).stream()
            .map(ListedCall.Advised::key)
            .distinct()
            .forEach(key -> byKey.merge(key, calls, Integer::sum));
      }
    }
    List<Count> found = new ArrayList<>();
    byKey.forEach((key, calls) -> found.add(new Count(key, calls)));
    return mostFrequentFirst(found);
  }

  private static List<Count> mostFrequentFirst(List<Count> found) {
    found.sort(Comparator.comparingInt(Count::calls).reversed().thenComparing(Count::value));
    return List.copyOf(found);
  }
}
