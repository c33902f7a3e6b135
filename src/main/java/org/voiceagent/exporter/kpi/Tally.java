package org.voiceagent.exporter.kpi;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the calls of one group come to: sums, counts of latencies by bucket, and costs by currency.
 * Tallies add up. Not thread-safe.
 */
final class Tally {
  /** A report in more currencies than this is of no use, and an engine may write anything. */
  private static final int MOST_CURRENCIES = 8;

  private final double[] sums = new double[Sum.COUNT];
  private final int[][] spreads = new int[Spread.COUNT][];
  private final Map<String, Cost> costs = new TreeMap<>();

  /**
   * What calls cost in one currency.
   *
   * @param amount of all calls that state what they cost in it
   * @param calls how many these are
   */
  record Cost(double amount, double calls) {
    private Cost plus(Cost other) {
      return new Cost(amount + other.amount, calls + other.calls);
    }
  }

  /** Starts again. */
  void clear() {
    Arrays.fill(sums, 0);
    for (int[] counts : spreads) {
      if (counts != null) {
        Arrays.fill(counts, 0);
      }
    }
    costs.clear();
  }

  void add(Sum sum, double value) {
    sums[sum.place()] += value;
  }

  double get(Sum sum) {
    return sums[sum.place()];
  }

  /** Counts latencies in a bucket. */
  void add(Spread spread, int bucket, int count) {
    int[] counts = spreads[spread.place()];
    if (counts == null) {
      counts = new int[LogBuckets.COUNT];
      spreads[spread.place()] = counts;
    }
    counts[bucket] += count;
  }

  /** Adds all of another tally. */
  void add(Tally other) {
    addSums(other);
    for (int place = 0; place < spreads.length; place++) {
      int[] more = other.spreads[place];
      if (more != null) {
        if (spreads[place] == null) {
          spreads[place] = more.clone();
        } else {
          for (int bucket = 0; bucket < more.length; bucket++) {
            spreads[place][bucket] += more[bucket];
          }
        }
      }
    }
    other.costs.forEach(this::add);
  }

  /** Adds the sums of another tally, but neither its latencies nor its costs. */
  void addSums(Tally other) {
    for (int place = 0; place < sums.length; place++) {
      sums[place] += other.sums[place];
    }
  }

  /** How many latencies are in a bucket. */
  int count(Spread spread, int bucket) {
    int[] counts = spreads[spread.place()];
    return counts == null ? 0 : counts[bucket];
  }

  /** How many latencies there are. */
  long count(Spread spread) {
    int[] counts = spreads[spread.place()];
    if (counts == null) {
      return 0;
    }
    long all = 0;
    for (int count : counts) {
      all += count;
    }
    return all;
  }

  /**
   * A percentile by nearest rank: the latency in seconds at the place &#8968;share &middot;
   * n&#8969; of all n sorted ones, off by at most {@link LogBuckets#ERROR} of itself. There must be
   * one.
   *
   * @param share above 0, up to 1
   */
  double percentile(Spread spread, double share) {
    // Without the rounding, 0.07 * 100 would be 7.000000000000001 and the place the eighth.
    long place = Math.max(1, (long) Math.ceil(Math.rint(share * count(spread) * 1e6) / 1e6));
    int bucket = 0;
    for (long seen = count(spread, 0); seen < place; seen += count(spread, bucket)) {
      bucket++;
    }
    return LogBuckets.seconds(bucket);
  }

  /** Adds what calls cost in a currency, unless there are too many currencies. */
  void add(String currency, Cost cost) {
    if (costs.size() < MOST_CURRENCIES || costs.containsKey(currency)) {
      costs.merge(currency, cost, Cost::plus);
    }
  }

  /** The costs by currency. */
  Map<String, Cost> costs() {
    return costs;
  }
}
