package org.voiceagent.exporter.advice.fact;

/**
 * In how many of the last calls a rule held.
 *
 * @param judged the calls in which it could be judged, including this one
 * @param fired those in which it held, including this one
 */
public record FiringCount(int judged, int fired) {
  /** With fewer calls no share is computed. */
  public static final int FEWEST = 5;

  /** A finding in fewer calls may be chance; this project's own choice. */
  public static final int PATTERN = 3;

  public boolean isTelling() {
    return judged >= FEWEST;
  }

  public double share() {
    return (double) fired / judged;
  }
}
