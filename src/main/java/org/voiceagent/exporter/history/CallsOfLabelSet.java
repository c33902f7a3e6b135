package org.voiceagent.exporter.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Decided;

/** The remembered calls of one pipeline, provider and model. Not thread-safe. */
final class CallsOfLabelSet {
  /** No id comes before it. */
  private static final CallId FIRST_ID = new CallId("0");

  private final NavigableMap<Key, Observation> byEnd =
      new TreeMap<>(Comparator.comparing(Key::endedAt).thenComparing(Key::id));
  private final Map<Map<String, String>, Integer> callsBySettings = new HashMap<>();
  private long revision;

  private record Key(Instant endedAt, CallId id) {}

  /** Adds a call; false if it is there already. */
  boolean add(Observation call) {
    boolean added = byEnd.putIfAbsent(new Key(call.endedAt(), call.id()), call) == null;
    if (added) {
      callsBySettings.merge(call.settings(), 1, Integer::sum);
      revision++;
    }
    return added;
  }

  /** Forgets the call that ended first; there must be one. */
  void dropOldest() {
    drop(byEnd.pollFirstEntry().getValue());
  }

  /**
   * Forgets calls. The effects they decided move to the newest remaining call, so that no effect is
   * reported twice.
   *
   * @return how many there were
   */
  int forget(Set<CallId> calls) {
    List<Observation> gone =
        byEnd.values().stream().filter(call -> calls.contains(call.id())).toList();
    gone.forEach(call -> drop(byEnd.remove(new Key(call.endedAt(), call.id()))));
    List<Decided> decided = gone.stream().flatMap(call -> call.decided().stream()).toList();
    if (!decided.isEmpty() && !byEnd.isEmpty()) {
      byEnd.computeIfPresent(byEnd.lastKey(), (key, call) -> heir(call, decided));
    }
    if (!gone.isEmpty()) {
      revision++;
    }
    return gone.size();
  }

  private static Observation heir(Observation call, List<Decided> decided) {
    return call.deciding(Stream.concat(call.decided().stream(), decided.stream()).toList());
  }

  private void drop(Observation gone) {
    callsBySettings.computeIfPresent(
        gone.settings(), (settings, calls) -> calls > 1 ? calls - 1 : null);
  }

  int size() {
    return byEnd.size();
  }

  /** Rises with every call that is added or forgotten. */
  long revision() {
    return revision;
  }

  boolean haveDifferentSettings() {
    return callsBySettings.size() > 1;
  }

  Collection<Observation> oldestFirst() {
    return byEnd.values();
  }

  /** Those that ended before a moment, the last first. */
  Collection<Observation> newestFirst(Instant before) {
    return byEnd.headMap(new Key(before, FIRST_ID), false).descendingMap().values();
  }
}
