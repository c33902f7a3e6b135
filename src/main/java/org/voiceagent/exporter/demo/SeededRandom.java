package org.voiceagent.exporter.demo;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random numbers that are the same for the same seed on every JDK, because {@link Random} specifies
 * its algorithm. Not thread-safe.
 */
public final class SeededRandom {
  private final Random random;

  private SeededRandom(Random random) {
    this.random = random;
  }

  /** Numbers for one purpose; they differ for each combination, however close the arguments are. */
  public static SeededRandom of(long seed, long purpose, long index) {
    return new SeededRandom(new Random(mix(mix(mix(seed) + purpose) + index)));
  }

  /** True with this probability, 0 to 1. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from low to high, both included. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** A number from low up to, not including, high. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** One of the list. */
  public <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Puts a list in random order. */
  public void shuffle(List<?> list) {
    Collections.shuffle(list, random);
  }

  /** The finalizer of SplitMix64, which spreads neighbouring numbers over all 64 bits. */
  private static long mix(long number) {
    long mixed = number + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
