package org.voiceagent.exporter.kpi;

/**
 * Whether enough time has passed to know whether the callers of a period called again, or had
 * called before. Hours count from 1970.
 *
 * @param now the hour that it is
 * @param callersSince the hour of the first call with a known caller; 0 if there was none
 */
record Maturity(int now, int callersSince) {
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;

  /** Whether a day has passed since all calls of a period that ends at this hour. */
  boolean dayHasPassed(int end) {
    return end + DAY <= now;
  }

  /** Whether a week has. */
  boolean weekHasPassed(int end) {
    return end + WEEK <= now;
  }

  /** Whether callers were known all the week before a period that begins at this hour. */
  boolean weekBeforeIsKnown(int start) {
    return callersSince > 0 && callersSince + WEEK <= start;
  }
}
