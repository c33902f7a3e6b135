package org.voiceagent.exporter.experiment;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import org.voiceagent.exporter.call.Measure;

/**
 * How many calls a side it takes to find a difference worth finding in four of five cases, from how
 * much the calls before the change vary. Normal approximation; a rank test needs a twentieth more.
 */
final class PowerAnalysis {
  /**
   * What is worth finding: a fifth less, or the least that anybody would notice if that is more.
   */
  private static final double WORTH_FINDING = 0.2;

  /**
   * Of the standard normal distribution: nine of ten found, to be on the safe side of four of five.
   */
  private static final double FOUND = 1.2816;

  private static final double RANKS = 1.05;

  private PowerAnalysis() {}

  /**
   * The look still to come at which it should be found, in calls a side; the last one if at none,
   * and empty if none is to come.
   *
   * @param most how many calls a side there can be
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

  /** Whether it should be found with so many calls a side, whichever measure it shows in. */
  static boolean isEnough(ComparisonPeriods epoch, Set<Measure> aims, int calls) {
    return aims.stream()
        .allMatch(
            measure -> callsNeeded(MeasureSeries.of(epoch.before(), measure), measure) <= calls);
  }

  /** More than can ever be compared, if it is not to be found at any look. */
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

  /** How many standard deviations out a two-sided level lies. */
  private static double normalQuantile(double level) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .inverseSurvivalProbability(level / 2);
  }
}
