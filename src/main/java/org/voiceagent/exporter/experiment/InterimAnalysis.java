package org.voiceagent.exporter.experiment;

/**
 * When calls are compared: at fixed numbers of calls on each side and never in between, because who
 * looks again and again finds a difference where there is none (after every ten calls in 21 % of
 * cases, measured). The early levels are strict, so that all looks together stay below one in
 * twenty; the measures a rule looks at and those that guard against harm have levels of their own.
 *
 * @param calls how many calls a side
 * @param level the level for what the advice is about
 * @param guardLevel the level for what must not get worse
 */
record InterimAnalysis(int calls, double level, double guardLevel) {
  private static final InterimAnalysis[] ALL = {
    new InterimAnalysis(50, 0.002, 0.0005),
    new InterimAnalysis(100, 0.005, 0.001),
    new InterimAnalysis(200, 0.01, 0.002),
    new InterimAnalysis(400, 0.025, 0.008)
  };

  /** The last one; after it a change is judged for good. */
  static final int MOST_CALLS = 400;

  /** All looks in order. */
  static InterimAnalysis[] all() {
    return ALL.clone();
  }

  boolean isLast() {
    return calls == MOST_CALLS;
  }
}
