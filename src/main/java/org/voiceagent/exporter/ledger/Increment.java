package org.voiceagent.exporter.ledger;

import java.util.List;

/**
 * What a call adds to one series. A histogram gets one increment for each observation.
 *
 * @param family the full name of the metric family, such as {@code ai_agent_calls_total}
 * @param labelValues the series' label values, in the order of the family's labels
 * @param value finite and at least 0, in the family's unit
 */
public record Increment(String family, List<String> labelValues, double value) {

  /** Copies the list. */
  public Increment {
    labelValues = List.copyOf(labelValues);
  }
}
