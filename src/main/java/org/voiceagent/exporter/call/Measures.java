package org.voiceagent.exporter.call;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/** The value of each {@link Measure} that a call gives. Immutable; some 100 bytes. */
@SuppressWarnings("EnumOrdinal") // an index in memory only; files have the name
public final class Measures {
  private static final Measure[] ALL = Measure.values();

  private final double[] values;

  private Measures(double[] values) {
    this.values = values;
  }

  /** The measures of a call. */
  public static Measures of(CallSession call) {
    double[] values = new double[ALL.length];
    for (Measure measure : ALL) {
      values[measure.ordinal()] = measure.of(call).orElse(Double.NaN);
    }
    return new Measures(values);
  }

  /** These measures and no others. */
  public static Measures of(Map<Measure, Double> known) {
    double[] values = new double[ALL.length];
    Arrays.fill(values, Double.NaN);
    known.forEach((measure, value) -> values[measure.ordinal()] = value);
    return new Measures(values);
  }

  /** The value of a measure, or empty if the call does not give it. */
  public OptionalDouble get(Measure measure) {
    double value = values[measure.ordinal()];
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measures measures && Arrays.equals(values, measures.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Measures" + Arrays.toString(values);
  }
}
