package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;

/** How a call ended, as far as engines agree; the set is fixed because it labels a metric. */
public enum Outcome {
  COMPLETED,
  TRANSFERRED,
  ABANDONED,
  NO_INPUT_TIMEOUT,
  ERROR,
  /** The engine used another word. */
  OTHER,
  /** The engine gave no outcome. */
  UNKNOWN;

  private static final Map<String, Outcome> WORDS =
      Map.ofEntries(
          Map.entry("", UNKNOWN),
          Map.entry("unknown", UNKNOWN),
          Map.entry("completed", COMPLETED),
          Map.entry("complete", COMPLETED),
          Map.entry("success", COMPLETED),
          Map.entry("caller_hangup", COMPLETED),
          Map.entry("agent_hangup", COMPLETED),
          Map.entry("transferred", TRANSFERRED),
          Map.entry("transfer", TRANSFERRED),
          Map.entry("abandoned", ABANDONED),
          Map.entry("no_input_timeout", NO_INPUT_TIMEOUT),
          Map.entry("error", ERROR),
          Map.entry("failed", ERROR));

  /** The outcome an engine's word means; "" is {@link #UNKNOWN}. */
  public static Outcome of(String word) {
    return WORDS.getOrDefault(word.strip().toLowerCase(Locale.ROOT), OTHER);
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
