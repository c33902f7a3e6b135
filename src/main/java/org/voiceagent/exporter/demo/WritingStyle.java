package org.voiceagent.exporter.demo;

/**
 * How an engine writes the files of a call. Seven calls in eight are written well; each of the
 * others is careless in one way.
 */
enum WritingStyle {
  /** Canonical names, temporary files and renames. */
  TIDY(70),
  /** Files written in place, in pieces. */
  IN_PIECES(2),
  /** Other accepted names, all at the top level, numbers as strings. */
  FLAT_ALIASES(1),
  /** Seconds where milliseconds are usual and the other way round. */
  OTHER_UNITS(1),
  /** Times without a zone. */
  NAIVE_TIMES(1),
  /** Bare NaN and Infinity, and -1 or 0 for what was not measured. */
  NOT_A_NUMBER(1),
  NO_SNAPSHOT(1),
  NO_TRANSCRIPT(1),
  /** A short snapshot with dotted keys and a placeholder that was not expanded. */
  DOTTED_SNAPSHOT(1),
  /** Teardown runs twice, and the summary is replaced. */
  TWICE(1);

  private final int weight;

  WritingStyle(int weight) {
    this.weight = weight;
  }

  /** How many of eighty calls are written like this. */
  int weight() {
    return weight;
  }
}
