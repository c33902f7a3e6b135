package org.voiceagent.exporter.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.arrays.Selection;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;

/** The values of one measure over some calls in the order they ended. Immutable. */
final class MeasureSeries {
  /** In calls. Conditions that last longer look like a change anyway. */
  private static final int LONGEST_MEMORY = 40;

  private final double[] values;

  MeasureSeries(double[] values) {
    this.values = values.clone();
  }

  /** The values of those calls that have one. */
  static MeasureSeries of(List<Observation> calls, Measure measure) {
    return new MeasureSeries(
        calls.stream()
            .map(call -> call.measures().get(measure))
            .filter(java.util.OptionalDouble::isPresent)
            .mapToDouble(java.util.OptionalDouble::getAsDouble)
            .toArray());
  }

  int size() {
    return values.length;
  }

  double[] values() {
    return values.clone();
  }

  double median() {
    return median(values);
  }

  double mean() {
    return Arrays.stream(values).average().orElse(0);
  }

  /** How many values are above 0. */
  int positive() {
    return (int) Arrays.stream(values).filter(value -> value > 0).count();
  }

  /** 1 for every value above 0, else 0. */
  MeasureSeries yesOrNo() {
    return new MeasureSeries(Arrays.stream(values).map(value -> value > 0 ? 1 : 0).toArray());
  }

  /** The first values, at most this many. */
  MeasureSeries first(int most) {
    return new MeasureSeries(Arrays.copyOf(values, Math.min(most, values.length)));
  }

  /** The last values, at most this many. */
  MeasureSeries last(int most) {
    return new MeasureSeries(
        Arrays.copyOfRange(values, Math.max(0, values.length - most), values.length));
  }

  /** Whether there are two different values. */
  boolean varies() {
    return Arrays.stream(values).distinct().limit(2).count() > 1;
  }

  /** The medians of consecutive blocks; a remainder of less than half a block is left out. */
  double[] blockMedians(int block) {
    int blocks = (values.length + block / 2) / block;
    double[] medians = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      int to = Math.min((i + 1) * block, values.length);
      medians[i] = median(Arrays.copyOfRange(values, i * block, to));
    }
    return medians;
  }

  /**
   * How many calls carry as much information as one independent call: 1 if calls do not depend on
   * each other, more if a bad call tends to follow a bad one. It is one plus twice the sum of the
   * autocorrelations of ranks, up to the first that is not positive (C. J. Geyer, Practical Markov
   * Chain Monte Carlo, Statistical Science 7, 1992).
   */
  double inflation() {
    double[] ranks = ranks();
    double mean = Arrays.stream(ranks).average().orElse(0);
    double all = Arrays.stream(ranks).map(rank -> (rank - mean) * (rank - mean)).sum();
    double inflation = 1;
    for (int lag = 1; all > 0 && lag <= Math.min(LONGEST_MEMORY, ranks.length / 4); lag++) {
      double shared = 0;
      for (int i = lag; i < ranks.length; i++) {
        shared += (ranks[i] - mean) * (ranks[i - lag] - mean);
      }
      if (shared <= 0) {
        break;
      }
      inflation += 2 * shared / all;
    }
    return inflation;
  }

  /** As many values, drawn in blocks of consecutive ones, which preserves autocorrelation. */
  MeasureSeries resampled(int block, RandomGenerator random) {
    double[] drawn = new double[values.length];
    int size = Math.max(1, Math.min(block, values.length));
    for (int at = 0; at < drawn.length; at += size) {
      int from = random.nextInt(values.length - size + 1);
      System.arraycopy(values, from, drawn, at, Math.min(size, drawn.length - at));
    }
    return new MeasureSeries(drawn);
  }

  /** The median, or 0 of nothing. */
  static double median(double[] of) {
    if (of.length == 0) {
      return 0;
    }
    double[] parted = of.clone();
    int middle = parted.length / 2;
    int lower = parted.length % 2 == 1 ? middle : middle - 1;
    Selection.select(parted, new int[] {lower, middle});
    return (parted[lower] + parted[middle]) / 2;
  }

  /** From 1; equal values share the mean of their ranks. */
  private double[] ranks() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.stream(values).map(value -> meanRank(sorted, value)).toArray();
  }

  private static double meanRank(double[] sorted, double value) {
    return (firstAtLeast(sorted, value, false) + firstAtLeast(sorted, value, true) + 1) / 2.0;
  }

  /** How many values are below this one, or not above it. */
  private static int firstAtLeast(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
