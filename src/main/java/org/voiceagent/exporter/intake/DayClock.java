package org.voiceagent.exporter.intake;

import java.time.Duration;

/**
 * Turns the wall clock into days that pass one at a time. However the clock jumps, a day passes at
 * most once in twenty hours of running. No day passes within the first hour, so restarts with a
 * wrong clock let no days pass. Used by the intake's thread only.
 */
final class DayClock {
  private static final long SHORTEST_DAY_NANOS = Duration.ofHours(20).toNanos();

  private static final long FIRST_AFTER_NANOS = Duration.ofHours(1).toNanos();

  private final IntakeClock clock;
  private long mayTurnAtNanos;

  DayClock(IntakeClock clock) {
    this.clock = clock;
    this.mayTurnAtNanos = clock.nanos() + FIRST_AFTER_NANOS;
  }

  /** Days since 1970 by the wall clock, in UTC. */
  long today() {
    return Math.floorDiv(clock.now().getEpochSecond(), Duration.ofDays(1).toSeconds());
  }

  /** Whether another day may pass now. */
  boolean mayTurn() {
    return clock.nanos() - mayTurnAtNanos >= 0;
  }

  /** A day has passed. */
  void turn() {
    mayTurnAtNanos = clock.nanos() + SHORTEST_DAY_NANOS;
  }
}
