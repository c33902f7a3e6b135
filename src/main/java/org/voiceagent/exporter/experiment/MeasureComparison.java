package org.voiceagent.exporter.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.voiceagent.exporter.call.Measure;

/**
 * Compares one measure before and after a change.
 *
 * <p>Calls are autocorrelated: one bad hour produces many bad calls. Numbers are therefore compared
 * by the medians of blocks of calls (Mann-Whitney test); the stronger the autocorrelation, the
 * longer the blocks. Yes and no are compared by Fisher's exact test, with the number of calls
 * reduced by the variance inflation (1+r)/(1-r) of an autoregressive series.
 */
final class MeasureComparison {
  /** The smallest change of a share that matters: two calls in a hundred. */
  static final double LEAST_SHARE = 0.02;

  /** With fewer values on a side there is no comparison. */
  static final int FEWEST = 25;

  private static final int RESAMPLES = 400;
  private static final int BLOCK_OF_RESAMPLES = 20;
  private static final double[] NO_INTERVAL = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};

  private final Measure measure;
  private final boolean guard;
  private final boolean shares;
  private final MeasureSeries before;
  private final MeasureSeries after;
  private final double inflation;

  private MeasureComparison(
      Measure measure, boolean guard, MeasureSeries before, MeasureSeries after) {
    boolean mostlyZero =
        2 * before.positive() < before.size() || 2 * after.positive() < after.size();
    this.measure = measure;
    this.guard = guard;
    this.shares =
        measure.kind() == Measure.Kind.YES_NO || (mostlyZero && measure != Measure.SENTIMENT);
    this.before = shares ? before.yesOrNo() : before;
    this.after = shares ? after.yesOrNo() : after;
    this.inflation = Math.max(this.before.inflation(), this.after.inflation());
  }

  /**
   * The comparison, or empty if too few calls have the measure.
   *
   * @param random draws the bootstrap; seeded by the change, so that the same calls give the same
   *     interval; without it no interval is computed, which saves most of the time
   */
  static Optional<MeasureEffect> of(
      Measure measure,
      boolean guard,
      MeasureSeries before,
      MeasureSeries after,
      Optional<RandomGenerator> random) {
    return before.size() < FEWEST || after.size() < FEWEST
        ? Optional.empty()
        : Optional.of(new MeasureComparison(measure, guard, before, after).effect(random));
  }

  private MeasureEffect effect(Optional<RandomGenerator> random) {
    double[] interval = random.map(this::interval).orElse(NO_INTERVAL);
    double[] x = before.blockMedians(block());
    double[] y = after.blockMedians(block());
    double shift = shares ? after.mean() - before.mean() : hodgesLehmann(x, y);
    return new MeasureEffect(
        measure,
        guard,
        shares,
        before.size(),
        after.size(),
        level(before),
        level(after),
        shift,
        interval[0],
        interval[1],
        shares ? shift : cliffsDelta(before.values(), after.values()),
        shares ? pOfShares() : pOfNumbers(x, y));
  }

  /** The length of blocks whose medians are nearly independent. */
  private int block() {
    if (inflation < 1.4) {
      return 5;
    }
    if (inflation < 2.3) {
      return 10;
    }
    return inflation < 5 ? 20 : 40;
  }

  private double level(MeasureSeries series) {
    return shares ? series.mean() : series.median();
  }

  private double pOfNumbers(double[] x, double[] y) {
    boolean differ =
        Arrays.stream(x).anyMatch(value -> value != y[0]) || new MeasureSeries(y).varies();
    return differ ? MannWhitneyUTest.withDefaults().test(x, y).getPValue() : 1;
  }

  private double pOfShares() {
    int[] x = counts(before);
    int[] y = counts(after);
    boolean never = x[0] + y[0] == 0 || x[1] + y[1] == 0;
    return never ? 1 : FisherExactTest.withDefaults().test(new int[][] {x, y}).getPValue();
  }

  /** Counts of yes and no, reduced to the number of independent calls they are worth. */
  private int[] counts(MeasureSeries series) {
    int yes = (int) Math.round(series.positive() / inflation);
    int all = (int) Math.round(series.size() / inflation);
    return new int[] {yes, Math.max(0, all - yes)};
  }

  private double[] interval(RandomGenerator random) {
    double[] differences = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      differences[i] =
          level(after.resampled(BLOCK_OF_RESAMPLES, random))
              - level(before.resampled(BLOCK_OF_RESAMPLES, random));
    }
    Arrays.sort(differences);
    return new double[] {
      differences[(int) (0.025 * RESAMPLES)], differences[(int) (0.975 * RESAMPLES)]
    };
  }

  /** The median of all differences between a value after and one before (Hodges-Lehmann). */
  private static double hodgesLehmann(double[] x, double[] y) {
    double[] differences = new double[x.length * y.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        differences[i * y.length + j] = y[j] - x[i];
      }
    }
    return MeasureSeries.median(differences);
  }

  /** How much more often a value after the change is above one before it than below (Cliff). */
  private static double cliffsDelta(double[] x, double[] y) {
    long above = 0;
    for (double one : x) {
      for (double other : y) {
        above += Double.compare(other, one);
      }
    }
    return (double) above / ((long) x.length * y.length);
  }
}
