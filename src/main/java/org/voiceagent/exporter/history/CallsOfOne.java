package org.voiceagent.exporter.history;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;

/** The remembered calls of one pipeline, provider and model. Not thread-safe. */
final class CallsOfOne {
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
    Observation oldest = byEnd.pollFirstEntry().getValue();
    callsBySettings.computeIfPresent(
        oldest.settings(), (settings, calls) -> calls > 1 ? calls - 1 : null);
  }

  int size() {
    return byEnd.size();
  }

  /** How many were ever added. */
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
