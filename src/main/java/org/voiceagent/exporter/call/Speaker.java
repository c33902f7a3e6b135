package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who speaks a transcript line. Only caller and agent take turns. */
public enum Speaker {
  CALLER,
  AGENT,
  SYSTEM,
  TOOL;

  private static final Map<String, Speaker> WORDS =
      Map.ofEntries(
          Map.entry("user", CALLER),
          Map.entry("caller", CALLER),
          Map.entry("customer", CALLER),
          Map.entry("human", CALLER),
          Map.entry("assistant", AGENT),
          Map.entry("agent", AGENT),
          Map.entry("ai", AGENT),
          Map.entry("bot", AGENT),
          Map.entry("system", SYSTEM),
          Map.entry("tool", TOOL));

  /** The speaker an engine's word means, or empty. */
  public static Optional<Speaker> of(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  /** The lower-case word used in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
