package org.voiceagent.exporter.anomaly;

import java.time.Instant;

/**
 * The value of a figure in one hour or one day. A series is a list of these in the order of time;
 * an hour or day without a value is left out, because absent is never 0.
 *
 * @param at the start of the hour or day, in UTC
 * @param value the figure, in any unit; finite
 * @param n how many observations it was computed from; 1 or more
 */
public record DatedValue(Instant at, double value, long n) {

  /** Refuses what cannot be compared. */
  public DatedValue {
    if (!Double.isFinite(value) || n < 1) {
      throw new IllegalArgumentException("not a value: " + value + " of " + n);
    }
  }
}
