package org.voiceagent.exporter.intake;

import java.time.Duration;

/**
 * Turns the wall clock into days that go by one at a time: however it jumps, a day passes at most
 * once in twenty hours of running. Used by the intake's thread only.
 */
final class DayClock {
  private static final long SHORTEST_DAY_NANOS = Duration.ofHours(20).toNanos();

  private final IntakeClock clock;
  private boolean turned;
  private long turnedAtNanos;

  DayClock(IntakeClock clock) {
    this.clock = clock;
  }

  /** Days since 1970 by the wall clock, in UTC. */
  long today() {
    return Math.floorDiv(clock.now().getEpochSecond(), Duration.ofDays(1).toSeconds());
  }

  /** Whether another day may pass now. */
  boolean mayTurn() {
    return !turned || clock.nanos() - turnedAtNanos >= SHORTEST_DAY_NANOS;
  }

  /** A day has passed. */
  void turn() {
    turned = true;
    turnedAtNanos = clock.nanos();
  }
}
