package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells whether the wall clock went on as fast as time did, because what is 30 days old by a clock
 * that has just jumped may be of today. Not thread-safe.
 */
final class SteadyClock {
  private static final Duration TOLERANCE = Duration.ofHours(1);

  private final InstantSource wall;
  private final LongSupplier monotonic;
  private Instant lastWall;
  private long lastNanos;

  /**
   * @param wall the wall clock
   * @param monotonic time in ns that only goes on
   */
  SteadyClock(InstantSource wall, LongSupplier monotonic) {
    this.wall = wall;
    this.monotonic = monotonic;
    this.lastWall = wall.instant();
    this.lastNanos = monotonic.getAsLong();
  }

  Instant now() {
    return wall.instant();
  }

  /**
   * By how much the wall clock has jumped since this was asked before: empty if by no more than an
   * hour, negative if backwards.
   */
  Optional<Duration> jump() {
    Instant nowWall = wall.instant();
    long nowNanos = monotonic.getAsLong();
    Duration jump =
        Duration.between(lastWall, nowWall).minus(Duration.ofNanos(nowNanos - lastNanos));
    lastWall = nowWall;
    lastNanos = nowNanos;
    return jump.abs().compareTo(TOLERANCE) > 0 ? Optional.of(jump) : Optional.empty();
  }
}
