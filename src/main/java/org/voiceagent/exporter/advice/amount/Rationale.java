package org.voiceagent.exporter.advice.amount;

import java.util.Map;
import org.voiceagent.exporter.advice.fact.SettingValue;

/**
 * Why one value was chosen among several.
 *
 * @param words a sentence for the operator, or ""
 * @param figures what was compared, for the evidence
 */
public record Rationale(String words, Map<String, SettingValue> figures) {
  /** For a value that follows from the current one alone. */
  public static final Rationale NONE = new Rationale("", Map.of());
}
