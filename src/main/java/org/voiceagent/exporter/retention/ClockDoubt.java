package org.voiceagent.exporter.retention;

import java.time.Duration;

/**
 * Why the clock is not trusted.
 *
 * @param cause what was seen
 * @param by how far the clock is off by that; negative if it went back, zero if nobody can know
 */
record ClockDoubt(Cause cause, Duration by) {
  /** After a contradiction even {@code first_sweep_after: 0s} does not make the wait shorter. */
  private static final Duration LEAST_WAIT = Duration.ofHours(1);

  static final ClockDoubt NO_RECORD = new ClockDoubt(Cause.NO_RECORD, Duration.ZERO);

  /** What was seen. */
  enum Cause {
    /** The state holds no earlier time to compare with. */
    NO_RECORD,
    /** The wall clock went forwards or back by far more than the time that passed. */
    LEAP,
    /** A call's folder changed at a time that the clock has not reached yet. */
    FOLDER_AHEAD
  }

  /** How long the clock must go on steadily before it is trusted. */
  Duration wait(Duration firstSweepAfter) {
    return cause == Cause.NO_RECORD || firstSweepAfter.compareTo(LEAST_WAIT) > 0
        ? firstSweepAfter
        : LEAST_WAIT;
  }

  /** One clause for an operator. */
  String inWords() {
    String amount = (by.isNegative() ? "back by " : "forwards by ") + Times.of(by.abs());
    return switch (cause) {
      case NO_RECORD -> "the state holds no earlier time to check the clock against";
      case LEAP -> "the clock jumped " + amount + " more than the time that passed";
      case FOLDER_AHEAD ->
          "a call's folder changed "
              + Times.of(by)
              + " ahead of the clock, so one of the two clocks is wrong";
    };
  }
}
