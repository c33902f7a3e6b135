package org.voiceagent.exporter.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.voiceagent.exporter.call.Observation;

/** The remembered calls of one pipeline, provider and model. Not thread-safe. */
final class CallsOfOne {
  private final NavigableSet<Observation> byEnd =
      new TreeSet<>(Comparator.comparing(Observation::endedAt).thenComparing(Observation::id));
  private final Map<Map<String, String>, Integer> callsBySettings = new HashMap<>();
  private long revision;

  /** Adds a call; false if it is there already. */
  boolean add(Observation call) {
    boolean added = byEnd.add(call);
    if (added) {
      callsBySettings.merge(call.settings(), 1, Integer::sum);
      revision++;
    }
    return added;
  }

  /** Forgets the call that ended first; there must be one. */
  void dropOldest() {
    Observation oldest = byEnd.pollFirst();
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

  NavigableSet<Observation> oldestFirst() {
    return byEnd;
  }
}
