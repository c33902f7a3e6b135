package org.voiceagent.exporter.kpi;

/**
 * The fixed buckets in which latencies are counted: each is {@value #ERROR} wider, to both sides,
 * than the value that stands for it, so that any percentile is off by at most that share of itself.
 * Counts in equal buckets add up, whatever they were counted from. The mapping is that of DDSketch
 * (Masson, Rim and Lee, PVLDB 12, 2019).
 */
public final class LogBuckets {
  /** How far a percentile may be off, as a share of the true value: 2.5 %. */
  public static final double ERROR = 0.025;

  /** In seconds: what is not above it counts as it. */
  public static final double SHORTEST = 0.001;

  /** In seconds: longer latencies than two minutes are dropped when a call is read. */
  private static final double LONGEST = 128;

  private static final double GAMMA = (1 + ERROR) / (1 - ERROR);
  private static final double STEP = Math.log(GAMMA);

  /** How many buckets there are. */
  public static final int COUNT = 1 + (int) Math.ceil(Math.log(LONGEST / SHORTEST) / STEP);

  private LogBuckets() {}

  /** The bucket of a latency in seconds. */
  static int of(double seconds) {
    return seconds > SHORTEST
        ? Math.min(COUNT - 1, (int) Math.ceil(Math.log(seconds / SHORTEST) / STEP))
        : 0;
  }

  /** The latency in seconds that stands for a bucket. */
  static double seconds(int bucket) {
    return bucket == 0 ? SHORTEST : SHORTEST * 2 * Math.exp(STEP * bucket) / (GAMMA + 1);
  }
}
