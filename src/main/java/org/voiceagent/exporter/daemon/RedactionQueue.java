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
 * The calls whose folders are to be redacted, now or later. Bounded: what does not fit is dropped,
 * and the next pass over all folders finds it. Thread-safe.
 */
final class RedactionQueue implements Consumer<CallId> {
  private final int most;
  private final Duration rest;
  private final LongSupplier nanos;
  private final Set<String> now = new LinkedHashSet<>();
  private final Map<String, Long> later = new LinkedHashMap<>();
  private boolean retryIsNext;

  /**
   * @param most how many new calls, and how many to be retried, are kept
   * @param rest how long a call waits for its retry
   * @param nanos a clock in ns that never jumps
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

  /** Removes and returns the next call that is due; new calls and retries take turns. */
  synchronized Optional<String> next() {
    retryIsNext = !retryIsNext;
    return retryIsNext ? nextRetry().or(this::nextNew) : nextNew().or(this::nextRetry);
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

  /** All wait equally long, so the first is due first. */
  private Optional<String> nextRetry() {
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
