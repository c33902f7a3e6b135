package org.voiceagent.exporter.advice;

/**
 * In how many of the last calls a rule held.
 *
 * @param judged the calls in which it could be judged, this one included
 * @param fired those in which it held, this one included
 */
record Window(int judged, int fired) {
  /** Fewer calls show no pattern. */
  static final int FEWEST = 5;

  /** In fewer calls than this a finding may be chance; this project's own choice. */
  static final int PATTERN = 3;

  boolean isTelling() {
    return judged >= FEWEST;
  }

  double share() {
    return (double) fired / judged;
  }
}
