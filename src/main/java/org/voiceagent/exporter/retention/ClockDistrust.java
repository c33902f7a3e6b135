package org.voiceagent.exporter.retention;

import java.time.Duration;

/**
 * Why the clock is not trusted.
 *
 * @param cause what was seen
 * @param by how far off the clock seems: negative if it went back, zero if that is unknown
 */
record ClockDistrust(Cause cause, Duration by) {
  /** The wait after a contradiction, even with {@code first_sweep_after: 0s}. */
  private static final Duration LEAST_WAIT = Duration.ofHours(1);

  static final ClockDistrust NO_RECORD = new ClockDistrust(Cause.NO_RECORD, Duration.ZERO);

  /** What was seen. */
  enum Cause {
    /** The state holds no earlier time to compare with. */
    NO_RECORD,
    /** The wall clock moved forward or back by far more than the time that passed. */
    LEAP,
    /** A session's folder changed at a time that the clock has not reached yet. */
    FOLDER_AHEAD
  }

  /** How long the clock must run steadily before it is trusted. */
  Duration wait(Duration firstSweepAfter) {
    return cause == Cause.NO_RECORD || firstSweepAfter.compareTo(LEAST_WAIT) > 0
        ? firstSweepAfter
        : LEAST_WAIT;
  }

  /** The reason as a clause for an operator. */
  String inWords() {
    String amount = (by.isNegative() ? "back by " : "forward by ") + Times.of(by.abs());
    return switch (cause) {
      case NO_RECORD -> "the state holds no earlier time to check the clock against";
      case LEAP -> "the clock jumped " + amount + " beyond the time that passed";
      case FOLDER_AHEAD ->
          "a session's folder changed "
              + Times.of(by)
              + " ahead of the clock, so one of the two clocks is wrong";
    };
  }
}
