package org.voiceagent.exporter.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;

/**
 * Remembers the newest counted calls of each pipeline, provider and model, by the time they ended,
 * in whatever order they were counted. The number is limited for each of them and in all; when
 * there are too many in all, those with the most calls lose the oldest. Thread-safe.
 */
public final class CallHistory implements RecentCalls {
  private static final Comparator<LabelSet> BY_NAME =
      Comparator.comparing(LabelSet::pipelineName)
          .thenComparing(LabelSet::providerId)
          .thenComparing(LabelSet::modelVariant);

  private final int mostOfEach;
  private final int most;
  private final Map<LabelSet, CallsOfLabelSet> byLabels = new TreeMap<>(BY_NAME);
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

  /** Remembers a call, unless it is remembered already. */
  public synchronized void add(Observation observation) {
    CallsOfLabelSet calls =
        byLabels.computeIfAbsent(observation.labels(), labels -> new CallsOfLabelSet());
    size += calls.add(sharing(observation)) ? 1 : 0;
    if (calls.size() > mostOfEach) {
      drop(calls);
    }
    if (size > most) {
      byLabels.values().stream()
          .max(Comparator.comparingInt(CallsOfLabelSet::size))
          .ifPresent(this::drop);
    }
  }

  /** Forgets calls; a later call of the same labels takes over which effects they decided. */
  public synchronized void forget(Set<CallId> calls) {
    for (CallsOfLabelSet one : byLabels.values()) {
      size -= one.forget(calls);
    }
    byLabels.values().removeIf(one -> one.size() == 0);
  }

  /** All calls that are remembered. */
  public synchronized List<Observation> all() {
    return byLabels.values().stream().flatMap(calls -> calls.oldestFirst().stream()).toList();
  }

  @Override
  public synchronized List<Observation> last(LabelSet labels, Instant before, int most) {
    CallsOfLabelSet calls = byLabels.get(labels);
    List<Observation> last = new ArrayList<>(Math.min(most, 64));
    if (calls != null && most > 0) {
      // Not as a stream: that would count all of them first.
      for (Observation call : calls.newestFirst(before)) {
        last.add(call);
        if (last.size() == most) {
          break;
        }
      }
    }
    return last;
  }

  @Override
  public synchronized List<LabelSet> labelSets() {
    return List.copyOf(byLabels.keySet());
  }

  @Override
  public synchronized long revision(LabelSet labels) {
    CallsOfLabelSet calls = byLabels.get(labels);
    return calls == null ? 0 : calls.revision();
  }

  @Override
  public synchronized boolean variesIn(LabelSet labels) {
    CallsOfLabelSet calls = byLabels.get(labels);
    return calls != null && calls.haveDifferentSettings();
  }

  private void drop(CallsOfLabelSet calls) {
    calls.dropOldest();
    size--;
    if (calls.size() == 0) {
      byLabels.values().removeIf(one -> one.size() == 0);
    }
    if (parts.size() > most) {
      parts.clear();
    }
  }

  /** Keeps equal parts once: most calls have settings, rules and more in common. */
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
        shared(call.advised()),
        shared(call.decided()));
  }

  @SuppressWarnings("unchecked") // a value is only ever found under one that equals it
  private <T> T shared(T value) {
    Object known = parts.putIfAbsent(value, value);
    return known == null ? value : (T) known;
  }
}
