package org.voiceagent.exporter.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Seeded series that behave as figures of calls do: a rhythm over the day and the week, fewer calls
 * at night, a mean that is less sure the fewer calls there are, days that resemble the day before,
 * and gaps. The usual deviation of one value is 1.
 */
final class SimulatedFigures {
  /** A Monday. */
  static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  private static final double GAPS = 0.05;

  private final Season season;
  private final double memory;
  private final boolean heavyTails;

  /**
   * @param memory the share of a deviation that the next value has again, from 0 to below 1
   * @param heavyTails whether deviations are log-normal, as those of a latency percentile are
   */
  SimulatedFigures(Season season, double memory, boolean heavyTails) {
    this.season = season;
    this.memory = memory;
    this.heavyTails = heavyTails;
  }

  /**
   * A series over some days.
   *
   * @param change what is added at each day, counted in days and parts of days from the begin
   */
  List<DatedValue> series(long seed, int days, DoubleUnaryOperator change) {
    Random random = new Random(seed);
    List<DatedValue> values = new ArrayList<>();
    double state = random.nextGaussian();
    int steps = season == Season.HOURLY ? 24 * days : days;
    for (int i = 0; i < steps; i++) {
      Instant at = BEGIN.plus(season.step().multipliedBy(i));
      double fresh = noise(random);
      state = memory * state + Math.sqrt(1 - memory * memory) * fresh;
      long n = calls(at, random);
      double rhythm = 3 * Math.sin(2 * Math.PI * season.phase(at) / season.phases());
      double usualN = season == Season.HOURLY ? 20 : 400;
      double noise = state * Math.max(1, Math.sqrt(usualN / Math.max(1, n)));
      double day = i * season.step().toHours() / 24.0;
      if (n > 0 && random.nextDouble() >= GAPS) {
        values.add(new DatedValue(at, 60 + rhythm + noise + change.applyAsDouble(day), n));
      }
    }
    return values;
  }

  /** Of mean 0 and deviation 1. */
  private double noise(Random random) {
    if (!heavyTails) {
      return random.nextGaussian();
    }
    double sigma = 0.5;
    double mean = Math.exp(sigma * sigma / 2);
    double deviation = mean * Math.sqrt(Math.exp(sigma * sigma) - 1);
    return (Math.exp(sigma * random.nextGaussian()) - mean) / deviation;
  }

  private long calls(Instant at, Random random) {
    double usual =
        season == Season.HOURLY ? expectedCalls(at, 20) : 400 * (isWeekend(at) ? 0.5 : 1);
    return poisson(usual * Math.exp(0.2 * random.nextGaussian()), random);
  }

  /**
   * How many calls each hour has on a line that is open on weekdays from 8 to 18 h and quiet
   * otherwise; the demand of a whole day varies by a third.
   *
   * @param peak the mean number of calls in an hour when it is open
   * @param silentFrom from this hour on, counted from the begin, no call comes
   */
  static List<DatedValue> traffic(long seed, int days, double peak, int silentFrom) {
    Random random = new Random(seed);
    List<DatedValue> hours = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      double demand = Math.exp(0.3 * random.nextGaussian());
      for (int hour = 24 * day; hour < 24 * day + 24; hour++) {
        Instant at = BEGIN.plusSeconds(3_600L * hour);
        long calls = poisson(expectedCalls(at, peak) * demand, random);
        if (calls > 0 && hour < silentFrom) {
          hours.add(new DatedValue(at, calls, calls));
        }
      }
    }
    return hours;
  }

  private static double expectedCalls(Instant at, double peak) {
    int hour = Season.HOURLY.phase(at);
    boolean open = hour >= 8 && hour < 18;
    return peak * (open ? 1 : 0.1) * (isWeekend(at) ? 0.3 : 1);
  }

  private static boolean isWeekend(Instant at) {
    return Season.DAILY.phase(at) >= 5;
  }

  private static long poisson(double mean, Random random) {
    double limit = Math.exp(-Math.min(mean, 500));
    long count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
