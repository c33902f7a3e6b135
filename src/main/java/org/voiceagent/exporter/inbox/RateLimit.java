package org.voiceagent.exporter.inbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets so many requests through in a second, on average over ten seconds, so that a burst after a
 * pause passes. Thread-safe.
 */
final class RateLimit {
  private static final int BURST_SECONDS = 10;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final int perSecond;
  private final LongSupplier nanos;
  private double left;
  private long at;

  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.left = (double) perSecond * BURST_SECONDS;
    this.at = nanos.getAsLong();
  }

  /** Whether one more may pass now. */
  synchronized boolean pass() {
    long now = nanos.getAsLong();
    left = Math.min((double) perSecond * BURST_SECONDS, left + (now - at) / NANOS * perSecond);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
