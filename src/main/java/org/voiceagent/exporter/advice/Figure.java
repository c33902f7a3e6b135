package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * A number, or the names of what was missing to have one.
 *
 * @param value finite; 0 if something is missing
 * @param missing empty if the number is known
 */
record Figure(double value, List<String> missing) {

  static Figure of(double value) {
    return new Figure(value, List.of());
  }

  static Figure missing(String... names) {
    return new Figure(0, List.of(names));
  }

  boolean known() {
    return missing.isEmpty();
  }

  Figure map(DoubleUnaryOperator change) {
    return known() ? of(change.applyAsDouble(value)) : this;
  }

  /** The two put together, or everything that is missing for either. */
  Figure with(Figure other, DoubleBinaryOperator change) {
    if (known() && other.known()) {
      return of(change.applyAsDouble(value, other.value));
    }
    return new Figure(
        0, Stream.concat(missing.stream(), other.missing.stream()).distinct().toList());
  }
}
