package org.voiceagent.exporter.artifact;

import java.util.List;
import java.util.OptionalDouble;

/** The middle one of some values in order; the lower of two. */
final class Median {
  private Median() {}

  /** The median; empty without values. */
  static OptionalDouble of(List<Double> values) {
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.stream().sorted().toList().get((values.size() - 1) / 2));
  }
}
