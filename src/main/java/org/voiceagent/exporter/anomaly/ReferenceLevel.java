package org.voiceagent.exporter.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is usual, learned from a stretch of a series: a median for each hour of the day or day of
 * the week, and how far values usually lie from it. Both are robust: a few odd values in the
 * stretch do not change them much. Immutable.
 *
 * <p>The scale is 1.4826 times the median absolute deviation (MAD). If more than half of the values
 * are equal, the MAD is 0, and 1.2533 times the mean absolute deviation takes its place (B.
 * Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993).
 */
final class ReferenceLevel {
  /** With fewer values nothing is said about what is usual; this project's own choice. */
  static final int FEWEST = 28;

  /** An hour or day of the rhythm needs this many values to have a level of its own. */
  private static final int FEWEST_OF_A_PHASE = 4;

  /** The variance of a median is this times that of a mean. */
  private static final double VARIANCE_OF_MEDIAN = Math.PI / 2;

  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double MEAN_DEVIATION_TO_SIGMA = 1.2533;

  private final Season season;
  private final double median;
  private final double[] effects;
  private final double usualN;
  private final double scaleAbove;
  private final double scaleBelow;

  private ReferenceLevel(Season season, List<DatedValue> values, double leastScale) {
    this.season = season;
    this.median = median(values.stream().mapToDouble(DatedValue::value).toArray());
    this.usualN = median(values.stream().mapToDouble(DatedValue::n).toArray());
    this.effects = new double[season.phases()];
    double spread = sigma(deviations(values));
    int fitted = fit(byPhase(season, values));
    double[] residuals = deviations(values);
    // Each level that was fitted to the values makes them look closer to it than they are.
    double correction = Math.sqrt((double) values.size() / Math.max(1, values.size() - fitted));
    double scale = Math.max(leastScale, Math.min(sigma(residuals) * correction, spread));
    // Latencies have a long tail on one side, where a distance is less unusual.
    this.scaleAbove = Math.max(scale, sigma(Arrays.stream(residuals).filter(r -> r > 0).toArray()));
    this.scaleBelow = Math.max(scale, sigma(Arrays.stream(residuals).filter(r -> r < 0).toArray()));
  }

  private static List<List<DatedValue>> byPhase(Season season, List<DatedValue> values) {
    List<List<DatedValue>> phases = new ArrayList<>();
    for (int phase = 0; phase < season.phases(); phase++) {
      phases.add(new ArrayList<>());
    }
    values.forEach(value -> phases.get(season.phase(value.at())).add(value));
    return phases;
  }

  /**
   * Gives each hour or day of the rhythm its own level, as far as the levels differ by more than
   * chance: each is drawn towards the median of all by the share of its variance that chance
   * explains (empirical Bayes).
   *
   * @return how many levels were fitted
   */
  private int fit(List<List<DatedValue>> phases) {
    double[] raw = new double[effects.length];
    double[] chance = new double[effects.length];
    int fitted = 0;
    double signal = 0;
    for (int i = 0; i < raw.length; i++) {
      double[] own = phases.get(i).stream().mapToDouble(DatedValue::value).toArray();
      if (own.length >= FEWEST_OF_A_PHASE) {
        double middle = median(own);
        raw[i] = middle - median;
        double sigma = sigma(Arrays.stream(own).map(value -> value - middle).toArray());
        chance[i] = VARIANCE_OF_MEDIAN * sigma * sigma / own.length;
        signal += raw[i] * raw[i] - chance[i];
        fitted++;
      }
    }
    double variance = Math.max(0, signal / Math.max(1, fitted));
    for (int i = 0; i < raw.length; i++) {
      effects[i] = variance > 0 ? raw[i] * variance / (variance + chance[i]) : 0;
    }
    return variance > 0 ? fitted : 0;
  }

  /**
   * What is usual in these values, or empty if they are too few or never vary.
   *
   * @param leastScale the scale is never below this: a difference that nobody would notice is not
   *     unusual; 0 for none
   */
  static Optional<ReferenceLevel> of(Season season, List<DatedValue> values, double leastScale) {
    if (values.size() < FEWEST) {
      return Optional.empty();
    }
    ReferenceLevel level = new ReferenceLevel(season, values, leastScale);
    return level.scaleAbove > 0 && level.scaleBelow > 0 ? Optional.of(level) : Optional.empty();
  }

  /** The value that is expected then. */
  double expected(Instant at) {
    return median + effects[season.phase(at)];
  }

  /**
   * How far a value lies from the expected one, in usual deviations. A value from few observations
   * varies more, so its distance counts less: by the square root of its share of the usual number.
   */
  double deviation(DatedValue value) {
    double distance = weighted(value);
    return distance / (distance > 0 ? scaleAbove : scaleBelow);
  }

  private double weighted(DatedValue value) {
    double trust = Math.sqrt(Math.min(1, value.n() / usualN));
    return (value.value() - expected(value.at())) * trust;
  }

  private double[] deviations(List<DatedValue> values) {
    return values.stream().mapToDouble(this::weighted).toArray();
  }

  /** A robust standard deviation of values around 0, or 0 of nothing. */
  private static double sigma(double[] deviations) {
    if (deviations.length == 0) {
      return 0;
    }
    double[] absolute = Arrays.stream(deviations).map(Math::abs).toArray();
    double mad = median(absolute);
    return mad > 0
        ? MAD_TO_SIGMA * mad
        : MEAN_DEVIATION_TO_SIGMA * Arrays.stream(absolute).average().orElse(0);
  }

  private static double median(double[] of) {
    double[] sorted = of.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
