package org.voiceagent.exporter.advice.fact;

/**
 * In how many of the last calls a rule held.
 *
 * @param judged the calls in which it could be judged, this one included
 * @param fired those in which it held, this one included
 */
public record FiringCount(int judged, int fired) {
  /** Fewer calls show no pattern. */
  public static final int FEWEST = 5;

  /** In fewer calls than this a finding may be chance; this project's own choice. */
  public static final int PATTERN = 3;

  public boolean isTelling() {
    return judged >= FEWEST;
  }

  public double share() {
    return (double) fired / judged;
  }
}
