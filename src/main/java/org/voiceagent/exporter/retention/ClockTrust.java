package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the wall clock can be trusted, judged from one reading to the next, over restarts too.
 * Immutable.
 *
 * @param last the last reading
 * @param steady how long the clock has gone on as fast as time since {@code doubt} arose
 * @param doubt why the clock is not trusted; empty if it is
 * @param newest the newest change of a call's folder that was ever ahead of the clock
 */
record ClockTrust(
    ClockReading last, Duration steady, Optional<ClockDoubt> doubt, Optional<Instant> newest) {

  /** As large a difference as time servers and daylight saving by hand may make. */
  private static final Duration TOLERANCE = Duration.ofHours(1);

  /** How long a machine may be off without its clock being doubted afterwards. */
  private static final Duration LONGEST_STOP = Duration.ofDays(1);

  /** Nothing is known of earlier times. */
  static ClockTrust begin(ClockReading now) {
    return new ClockTrust(now, Duration.ZERO, Optional.of(ClockDoubt.NO_RECORD), Optional.empty());
  }

  /**
   * What is to be thought of the clock with another reading.
   *
   * @param firstSweepAfter how long a clock in doubt must go on steadily
   */
  ClockTrust next(ClockReading now, Duration firstSweepAfter) {
    Optional<Duration> passed = now.since(last);
    Duration off = Duration.between(last.wall(), now.wall()).minus(passed.orElse(Duration.ZERO));
    boolean exact = passed.isPresent() && now.countsSleep();
    boolean ahead = off.compareTo(exact ? TOLERANCE : LONGEST_STOP) > 0;
    boolean back = off.compareTo(TOLERANCE.negated()) < 0;
    if (ahead || back) {
      return doubted(now, new ClockDoubt(ClockDoubt.Cause.LEAP, off));
    }
    Duration longer = steady.plus(passed.orElse(Duration.ZERO));
    return new ClockTrust(
        now, longer, doubt.filter(why -> longer.compareTo(why.wait(firstSweepAfter)) < 0), newest);
  }

  /** The same after the newest change of a call's folder became known. */
  ClockTrust seeing(Instant folder) {
    Duration by = Duration.between(last.wall(), folder);
    boolean ahead = by.compareTo(TOLERANCE) > 0;
    // One that is known already must not hold everything until its time has come.
    boolean known = newest.filter(before -> !folder.isAfter(before)).isPresent();
    return ahead && !known
        ? new ClockTrust(
            last,
            Duration.ZERO,
            Optional.of(new ClockDoubt(ClockDoubt.Cause.FOLDER_AHEAD, by)),
            Optional.of(folder))
        : this;
  }

  /** The same after an operator said that the clock is right. */
  ClockTrust confirmed() {
    return new ClockTrust(last, steady, Optional.empty(), newest);
  }

  private ClockTrust doubted(ClockReading now, ClockDoubt why) {
    return new ClockTrust(now, Duration.ZERO, Optional.of(why), newest);
  }
}
