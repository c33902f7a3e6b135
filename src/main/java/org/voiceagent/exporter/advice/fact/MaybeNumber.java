package org.voiceagent.exporter.advice.fact;

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
public record MaybeNumber(double value, List<String> missing) {

  public static MaybeNumber of(double value) {
    return new MaybeNumber(value, List.of());
  }

  public static MaybeNumber missing(String... names) {
    return new MaybeNumber(0, List.of(names));
  }

  public boolean known() {
    return missing.isEmpty();
  }

  public MaybeNumber map(DoubleUnaryOperator change) {
    return known() ? of(change.applyAsDouble(value)) : this;
  }

  /** The two put together, or everything that is missing for either. */
  public MaybeNumber with(MaybeNumber other, DoubleBinaryOperator change) {
    if (known() && other.known()) {
      return of(change.applyAsDouble(value, other.value));
    }
    return new MaybeNumber(
        0, Stream.concat(missing.stream(), other.missing.stream()).distinct().toList());
  }
}
