package org.voiceagent.exporter.effect;

import java.util.Set;
import org.voiceagent.exporter.call.Measure;

/**
 * How many calls a side it takes to find a difference worth finding in four of five cases, from how
 * much the calls before the change vary. Normal approximation; a rank test needs a twentieth more.
 */
final class Power {
  /**
   * What is worth finding: a fifth less, or the least that anybody would notice if that is more.
   */
  private static final double WORTH_FINDING = 0.2;

  /**
   * Of the standard normal distribution: nine of ten found, to be on the safe side of four of five.
   */
  private static final double FOUND = 1.2816;

  private static final double RANKS = 1.05;

  private Power() {}

  /**
   * The look at which it should be found, in calls a side; the last possible one if at none.
   *
   * @param most how many calls a side there can be
   */
  static int callsNeeded(Epoch epoch, Set<Measure> aims, int most) {
    int needed = Look.all()[0].calls();
    for (Measure measure : aims) {
      needed = Math.max(needed, callsNeeded(Series.of(epoch.before(), measure), measure));
    }
    int possible = needed;
    for (Look look : Look.all()) {
      if (look.calls() <= most) {
        possible = look.calls();
        if (look.calls() >= needed) {
          break;
        }
      }
    }
    return possible;
  }

  private static int callsNeeded(Series before, Measure measure) {
    for (Look look : Look.all()) {
      if (sideNeeded(before, measure, normalQuantile(look.level())) <= look.calls()) {
        return look.calls();
      }
    }
    return Look.MOST_CALLS;
  }

  private static double sideNeeded(Series before, Measure measure, double level) {
    if (before.size() < 2) {
      return Look.MOST_CALLS;
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
