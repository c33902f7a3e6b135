package org.voiceagent.exporter.experiment;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import org.voiceagent.exporter.call.Measure;

/**
 * Estimates how many calls on each side it takes to detect a difference that matters in four of
 * five cases, from the variance of the calls before the change. Normal approximation; a rank test
 * needs one twentieth more.
 */
final class PowerAnalysis {
  /**
   * The difference to detect: a fifth of the mean, or the smallest that matters if that is more.
   */
  private static final double WORTH_FINDING = 0.2;

  /**
   * A quantile of the standard normal distribution: nine of ten, to be sure to detect four of five.
   */
  private static final double FOUND = 1.2816;

  private static final double RANKS = 1.05;

  private PowerAnalysis() {}

  /**
   * The next analysis at which the difference should show, in calls on each side; the last one if
   * it should show at none of them, and empty if no analysis is left.
   *
   * @param most how many calls there can be on a side
   */
  static OptionalInt callsNeeded(ComparisonPeriods epoch, Set<Measure> aims, int most) {
    int[] toCome =
        Arrays.stream(InterimAnalysis.all())
            .mapToInt(InterimAnalysis::calls)
            .filter(calls -> calls > epoch.after().size() && calls <= most)
            .toArray();
    OptionalInt enough =
        Arrays.stream(toCome).filter(calls -> isEnough(epoch, aims, calls)).findFirst();
    return enough.isPresent() ? enough : Arrays.stream(toCome).max();
  }

  /** Whether this many calls on each side should be enough for every measure. */
  static boolean isEnough(ComparisonPeriods epoch, Set<Measure> aims, int calls) {
    return aims.stream()
        .allMatch(
            measure -> callsNeeded(MeasureSeries.of(epoch.before(), measure), measure) <= calls);
  }

  /** More than can ever be compared, if no analysis is enough. */
  private static int callsNeeded(MeasureSeries before, Measure measure) {
    for (InterimAnalysis look : InterimAnalysis.all()) {
      if (sideNeeded(before, measure, normalQuantile(look.level())) <= look.calls()) {
        return look.calls();
      }
    }
    return InterimAnalysis.MOST_CALLS + 1;
  }

  private static double sideNeeded(MeasureSeries before, Measure measure, double level) {
    if (before.size() < 2) {
      return InterimAnalysis.MOST_CALLS + 1;
    }
    double mean = before.mean();
    double worth = Math.max(measure.leastDifference(), WORTH_FINDING * Math.abs(mean));
    double variance = 0;
    for (double value : before.values()) {
      variance += (value - mean) * (value - mean) / (before.size() - 1);
    }
    return RANKS * 2 * variance * before.inflation() * Math.pow((level + FOUND) / worth, 2);
  }

  /** The quantile of the standard normal distribution for a two-sided level. */
  private static double normalQuantile(double level) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .inverseSurvivalProbability(level / 2);
  }
}
