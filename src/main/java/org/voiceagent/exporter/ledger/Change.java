package org.voiceagent.exporter.ledger;

import java.time.Instant;
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
}
