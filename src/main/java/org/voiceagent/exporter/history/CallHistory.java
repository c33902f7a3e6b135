package org.voiceagent.exporter.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.ledger.Observations;

/**
 * The newest counted calls of each pipeline, provider and model, by the time they ended, whatever
 * the order they were counted in. Holds at most so many of each and so many in all; the calls of
 * whoever has most go first. Thread-safe.
 */
public final class CallHistory implements RecentCalls, Observations {
  private static final Comparator<LabelSet> BY_NAME =
      Comparator.comparing(LabelSet::pipelineName)
          .thenComparing(LabelSet::providerId)
          .thenComparing(LabelSet::modelVariant);
  private static final Comparator<Observation> BY_END =
      Comparator.comparing(Observation::endedAt).thenComparing(Observation::id);

  private final int mostOfEach;
  private final int most;
  private final Map<LabelSet, NavigableSet<Observation>> byLabels = new TreeMap<>(BY_NAME);
  private final Map<Object, Object> parts = new HashMap<>();
  private int size;

  /**
   * @param mostOfEach how many calls of one pipeline, provider and model are remembered
   * @param most how many calls are remembered in all; some 300 bytes each
   */
  public CallHistory(int mostOfEach, int most) {
    this.mostOfEach = mostOfEach;
    this.most = most;
  }

  @Override
  public synchronized void restore(List<Observation> recorded) {
    recorded.forEach(this::add);
  }

  @Override
  public synchronized void add(Observation observation) {
    NavigableSet<Observation> calls =
        byLabels.computeIfAbsent(observation.labels(), labels -> new TreeSet<>(BY_END));
    size += calls.add(sharing(observation)) ? 1 : 0;
    if (calls.size() > mostOfEach) {
      drop(calls);
    }
    if (size > most) {
      byLabels.values().stream()
          .max(Comparator.comparingInt(NavigableSet::size))
          .ifPresent(this::drop);
    }
  }

  @Override
  public synchronized List<Observation> all() {
    return byLabels.values().stream().flatMap(NavigableSet::stream).toList();
  }

  @Override
  public synchronized List<Observation> last(LabelSet labels, Instant before, int most) {
    List<Observation> last = new ArrayList<>(Math.min(most, 64));
    for (Observation call : newestFirst(labels)) {
      if (last.size() >= most) {
        break;
      }
      if (call.endedAt().isBefore(before)) {
        last.add(call);
      }
    }
    return last;
  }

  @Override
  public synchronized List<LabelSet> labelSets() {
    return List.copyOf(byLabels.keySet());
  }

  private Iterable<Observation> newestFirst(LabelSet labels) {
    NavigableSet<Observation> calls = byLabels.get(labels);
    return calls == null ? List.of() : calls.descendingSet();
  }

  private void drop(NavigableSet<Observation> calls) {
    calls.pollFirst();
    size--;
    if (calls.isEmpty()) {
      byLabels.values().removeIf(NavigableSet::isEmpty);
    }
    if (parts.size() > most) {
      parts.clear();
    }
  }

  /** Most calls have settings, rules and all else in common with another one: kept once. */
  private Observation sharing(Observation call) {
    return new Observation(
        call.id(),
        call.endedAt(),
        shared(call.labels()),
        shared(call.engineVersion()),
        call.configHash(),
        shared(call.settings()),
        call.measures(),
        shared(call.fired()),
        shared(call.unjudged()),
        shared(call.advised()));
  }

  @SuppressWarnings("unchecked") // a value is only ever found under one that equals it
  private <T> T shared(T value) {
    Object known = parts.putIfAbsent(value, value);
    return known == null ? value : (T) known;
  }
}
