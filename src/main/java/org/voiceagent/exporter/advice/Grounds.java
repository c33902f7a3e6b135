package org.voiceagent.exporter.advice;

import java.util.Map;

/**
 * Why one value was chosen among several.
 *
 * @param words a sentence for the operator, or ""
 * @param figures what was compared, for the evidence
 */
record Grounds(String words, Map<String, SettingValue> figures) {
  /** For a value that follows from the current one alone. */
  static final Grounds NONE = new Grounds("", Map.of());
}
