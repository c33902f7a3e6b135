package org.voiceagent.exporter.anomaly;

import java.util.Optional;

/**
 * Finds slow drifts: keeps an exponentially weighted moving average of the deviations, with a
 * weight of 0.2 for the newest, and reports an average beyond 3 of its own standard deviations (S.
 * Roberts, Technometrics 1, 1959). The limit includes the standard error of what was learned as
 * usual. The drift began when the average last crossed the usual level. For figures of days; one
 * search at a time.
 */
public final class Ewma extends ShiftSearch {
  private static final double WEIGHT = 0.2;
  private static final double LIMIT = 3;

  private double average;
  private int values;
  private int from;

  /**
   * @param leastScale a deviation that never counts as unusual, in the unit of the values; 0 or
   *     more
   */
  public Ewma(double leastScale) {
    super(DetectionMethod.EWMA, leastScale);
    reset();
  }

  @Override
  void reset() {
    average = 0;
    values = 0;
    from = Integer.MAX_VALUE;
  }

  @Override
  Optional<Change> next(int index, double deviation, int learned) {
    double before = average;
    average = WEIGHT * deviation + (1 - WEIGHT) * average;
    values++;
    if (from == Integer.MAX_VALUE || before * average <= 0) {
      from = index;
    }
    double share = Math.abs(average) / limit(learned);
    return share > 1 ? Optional.of(new Change(from, average > 0, share)) : Optional.empty();
  }

  /** The variance of the average, plus that of the median which deviations are taken from. */
  private double limit(int learned) {
    double ofAverage = WEIGHT / (2 - WEIGHT) * (1 - Math.pow(1 - WEIGHT, 2.0 * values));
    double ofMedian = Math.PI / 2 / learned;
    return LIMIT * Math.sqrt(ofAverage + ofMedian);
  }

  /** Short excursions are too frequent to stop learning at each. */
  @Override
  int suspectedFrom() {
    return Integer.MAX_VALUE;
  }
}
