package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the wall clock can be trusted, judged from one reading to the next, over restarts too.
 * Immutable.
 *
 * @param last the last reading
 * @param steady how long the clock has run at the speed of time since {@code distrust} arose
 * @param distrust why the clock is not trusted; empty if it is
 * @param newest the newest change of a session's folder that was ever ahead of the clock
 */
record ClockTrust(
    ClockReading last,
    Duration steady,
    Optional<ClockDistrust> distrust,
    Optional<Instant> newest) {

  /** The largest change that a time server, or setting summer time by hand, may make. */
  private static final Duration TOLERANCE = Duration.ofHours(1);

  /** How long a machine may be off and its clock still be trusted afterwards. */
  private static final Duration LONGEST_STOP = Duration.ofDays(1);

  /** No earlier reading is known. */
  static ClockTrust begin(ClockReading now) {
    return new ClockTrust(
        now, Duration.ZERO, Optional.of(ClockDistrust.NO_RECORD), Optional.empty());
  }

  /**
   * The trust after another reading.
   *
   * @param firstSweepAfter how long a clock that is not trusted must run steadily
   */
  ClockTrust next(ClockReading now, Duration firstSweepAfter) {
    Optional<Duration> passed = now.since(last);
    Duration off = Duration.between(last.wall(), now.wall()).minus(passed.orElse(Duration.ZERO));
    boolean exact = passed.isPresent() && now.countsSleep();
    boolean ahead = off.compareTo(exact ? TOLERANCE : LONGEST_STOP) > 0;
    boolean back = off.compareTo(TOLERANCE.negated()) < 0;
    if (ahead || back) {
      return distrusted(now, new ClockDistrust(ClockDistrust.Cause.LEAP, off));
    }
    Duration longer = steady.plus(passed.orElse(Duration.ZERO));
    return new ClockTrust(
        now,
        longer,
        distrust.filter(why -> longer.compareTo(why.wait(firstSweepAfter)) < 0),
        newest);
  }

  /** The trust after the newest change of a session's folder became known. */
  ClockTrust seeing(Instant folder) {
    Duration by = Duration.between(last.wall(), folder);
    boolean ahead = by.compareTo(TOLERANCE) > 0;
    // A change that is already known must not block removals until its time has come.
    boolean known = newest.filter(before -> !folder.isAfter(before)).isPresent();
    return ahead && !known
        ? new ClockTrust(
            last,
            Duration.ZERO,
            Optional.of(new ClockDistrust(ClockDistrust.Cause.FOLDER_AHEAD, by)),
            Optional.of(folder))
        : this;
  }

  /** The trust after an operator confirmed the clock. */
  ClockTrust confirmed() {
    return new ClockTrust(last, steady, Optional.empty(), newest);
  }

  private ClockTrust distrusted(ClockReading now, ClockDistrust why) {
    return new ClockTrust(now, Duration.ZERO, Optional.of(why), newest);
  }
}
