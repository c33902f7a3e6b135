package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.voiceagent.exporter.call.CallId;

/**
 * Calls whose folders want to be redacted, at once or later. Bounded: what does not fit is let go,
 * and found by looking through all folders. Thread-safe.
 */
final class RedactionQueue implements Consumer<CallId> {
  private final int most;
  private final Duration rest;
  private final LongSupplier nanos;
  private final Set<String> now = new LinkedHashSet<>();
  private final Map<String, Long> later = new LinkedHashMap<>();
  private boolean triedBeforeIsNext;

  /**
   * @param most how many calls of each kind are kept in mind
   * @param rest how long one rests that is to be tried again
   * @param nanos a clock that only goes on
   */
  RedactionQueue(int most, Duration rest, LongSupplier nanos) {
    this.most = most;
    this.rest = rest;
    this.nanos = nanos;
  }

  /** Notes a call that was counted, or has changed. */
  @Override
  public synchronized void accept(CallId call) {
    later.remove(call.value());
    if (now.size() < most) {
      now.add(call.value());
    }
  }

  /**
   * Notes a call that could not be redacted yet.
   *
   * @return whether it is new here
   */
  synchronized boolean again(String name) {
    boolean fits = later.size() < most;
    return fits && later.put(name, nanos.getAsLong() + rest.toNanos()) == null;
  }

  /** Removes and returns the next call that is due; new ones and those tried before take turns. */
  synchronized Optional<String> next() {
    triedBeforeIsNext = !triedBeforeIsNext;
    return triedBeforeIsNext
        ? nextOfThoseTriedBefore().or(this::nextNew)
        : nextNew().or(this::nextOfThoseTriedBefore);
  }

  private Optional<String> nextNew() {
    Iterator<String> first = now.iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    String name = first.next();
    first.remove();
    return Optional.of(name);
  }

  /** All rest equally long, so that the first is due first. */
  private Optional<String> nextOfThoseTriedBefore() {
    Iterator<Map.Entry<String, Long>> oldest = later.entrySet().iterator();
    if (!oldest.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, Long> entry = oldest.next();
    if (nanos.getAsLong() - entry.getValue() < 0) {
      return Optional.empty();
    }
    oldest.remove();
    return Optional.of(entry.getKey());
  }
}
