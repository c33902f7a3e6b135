package org.voiceagent.exporter.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * An endless sequence of values in random order but in exact proportion: each cycle holds every
 * value as often as its weight says, so that even a short demo shows everything. Immutable.
 *
 * @param <T> the type of the values
 */
public final class ShuffledCycle<T> {
  private final List<T> cycle = new ArrayList<>();
  private final long seed;
  private final long purpose;

  /**
   * @param purpose makes the order differ from that of another sequence with the same seed
   * @param values what the sequence consists of
   * @param weight how often a cycle holds a value
   */
  public ShuffledCycle(long seed, long purpose, List<T> values, ToIntFunction<T> weight) {
    this.seed = seed;
    this.purpose = purpose;
    for (T value : values) {
      cycle.addAll(Collections.nCopies(weight.applyAsInt(value), value));
    }
  }

  /** The value at an index, from 0; computed without the values before it. */
  public T at(long index) {
    List<T> shuffled = new ArrayList<>(cycle);
    SeededRandom.of(seed, purpose, index / cycle.size()).shuffle(shuffled);
    return shuffled.get((int) (index % cycle.size()));
  }
}
