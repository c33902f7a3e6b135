package org.voiceagent.exporter.anomaly;

import java.time.Duration;
import java.time.Instant;

/**
 * The step of a series, and the rhythm that values of this step follow: figures of an hour depend
 * on the time of day, figures of a day on the day of the week.
 */
public enum Season {
  /** Values of hours, which differ by the hour of the day. */
  HOURLY(Duration.ofHours(1), 24),
  /** Values of days, which differ by the day of the week. */
  DAILY(Duration.ofDays(1), 7);

  private final Duration step;
  private final int phases;

  Season(Duration step, int phases) {
    this.step = step;
    this.phases = phases;
  }

  /** The time from one value to the next, unless there is a gap. */
  public Duration step() {
    return step;
  }

  /** How many different hours or days the rhythm has. */
  int phases() {
    return phases;
  }

  /** The hour of the day, or the day of the week from 0 for Monday, in UTC. */
  int phase(Instant at) {
    // 1970 began on a Thursday.
    long steps = at.getEpochSecond() / step.toSeconds() + (this == DAILY ? 3 : 0);
    return (int) Math.floorMod(steps, (long) phases);
  }
}
