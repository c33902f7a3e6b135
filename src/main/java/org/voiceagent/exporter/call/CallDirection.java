package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;

/** Who placed a call; the set is fixed because it groups calls. */
public enum CallDirection {
  /** The caller called the agent. */
  INBOUND,
  /** The agent called out. */
  OUTBOUND,
  /** The engine used another word. */
  OTHER,
  /** The engine does not say. */
  UNKNOWN;

  private static final Map<String, CallDirection> WORDS =
      Map.of(
          "", UNKNOWN,
          "unknown", UNKNOWN,
          "inbound", INBOUND,
          "incoming", INBOUND,
          "in", INBOUND,
          "outbound", OUTBOUND,
          "outgoing", OUTBOUND,
          "out", OUTBOUND);

  /** The direction that an engine's word means; "" is {@link #UNKNOWN}. */
  public static CallDirection of(String word) {
    return WORDS.getOrDefault(word.strip().toLowerCase(Locale.ROOT), OTHER);
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
