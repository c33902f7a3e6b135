package org.voiceagent.exporter.anomaly;

import java.util.Optional;

/**
 * Finds small shifts of the level that last, and when they began: sums up what deviations exceed an
 * allowance of half a standard deviation, in each direction, and reports a sum above 5 (tabular
 * CUSUM; D. Montgomery, Introduction to Statistical Quality Control, chapter 9). The shift began
 * when the sum last left 0. The allowance is larger while few days are known, by the standard error
 * of their median. For figures of days; one search at a time.
 */
public final class Cusum extends ShiftSearch {
  private static final double ALLOWANCE = 0.5;
  private static final double LIMIT = 5;

  /** The standard error of a median is this, divided by the root of the number of values. */
  private static final double ERROR_OF_MEDIAN = Math.sqrt(Math.PI / 2);

  private double above;
  private double below;
  private int aboveFrom;
  private int belowFrom;

  /**
   * @param leastScale a deviation that never counts as unusual, in the unit of the values; 0 or
   *     more
   */
  public Cusum(double leastScale) {
    super(DetectionMethod.CUSUM, leastScale);
    reset();
  }

  @Override
  void reset() {
    above = 0;
    below = 0;
    aboveFrom = Integer.MAX_VALUE;
    belowFrom = Integer.MAX_VALUE;
  }

  @Override
  Optional<Change> next(int index, double deviation, int learned) {
    double allowance = ALLOWANCE + ERROR_OF_MEDIAN / Math.sqrt(learned);
    above = Math.max(0, above + deviation - allowance);
    below = Math.max(0, below - deviation - allowance);
    aboveFrom = above == 0 ? Integer.MAX_VALUE : Math.min(aboveFrom, index);
    belowFrom = below == 0 ? Integer.MAX_VALUE : Math.min(belowFrom, index);
    if (above > LIMIT) {
      return Optional.of(new Change(aboveFrom, true, above / LIMIT));
    }
    return below > LIMIT
        ? Optional.of(new Change(belowFrom, false, below / LIMIT))
        : Optional.empty();
  }

  @Override
  int suspectedFrom() {
    return Math.min(aboveFrom, belowFrom);
  }
}
