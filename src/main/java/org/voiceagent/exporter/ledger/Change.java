package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What an entry does to one series of the totals. */
public sealed interface Change {

  /** The full name of the metric family, such as {@code ai_agent_calls_total}. */
  String family();

  /** The series' label values, in the order of the family's labels. */
  List<String> labels();

  /** The value, finite, in the family's unit. */
  double value();

  /**
   * Adds a value to a counter, or one observation to a histogram.
   *
   * @param family the full name of the metric family
   * @param labels the series' label values, in the order of the family's labels
   * @param value finite and at least 0, in the family's unit
   */
  record Add(String family, List<String> labels, double value) implements Change {

    /** Copies the list. */
    public Add {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Sets a gauge. Of several values of one series, the one with the newest time is kept, in
   * whatever order they are recorded.
   *
   * @param family the full name of the metric family
   * @param labels the series' label values, in the order of the family's labels
   * @param value finite, in the family's unit
   * @param at when the value held; kept to the millisecond
   */
  record Set(String family, List<String> labels, double value, Instant at) implements Change {

    /** Copies the list. */
    public Set {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Adds several observations to one histogram, in one go. What they come to is the same as of one
   * {@link Add} for each.
   */
  final class AddAll implements Change {
    private final String family;
    private final List<String> labels;
    private final double[] values;

    /**
     * Several observations.
     *
     * @param family the full name of the metric family
     * @param labels the series' label values, in the order of the family's labels
     * @param values each finite and at least 0, in the family's unit; copied
     */
    public AddAll(String family, List<String> labels, double... values) {
      this.family = family;
      this.labels = List.copyOf(labels);
      this.values = values.clone();
    }

    @Override
    public String family() {
      return family;
    }

    @Override
    public List<String> labels() {
      return labels;
    }

    /** How many there are. */
    public int count() {
      return values.length;
    }

    /** One of them, in the order in which they were seen. */
    public double value(int place) {
      return values[place];
    }

    /** Their sum. */
    @Override
    public double value() {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum;
    }

    @Override
    public String toString() {
      return family + labels + " " + Arrays.toString(values);
    }
  }
}
