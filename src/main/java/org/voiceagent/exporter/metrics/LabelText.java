package org.voiceagent.exporter.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The labels of a series as both formats write them between the braces. Immutable. */
final class LabelText {
  private final byte[] bytes;

  private LabelText(String text) {
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code name="value"}, with commas between; nothing if there are none. */
  static LabelText of(List<String> names, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
      escape(values.get(i), text);
      text.append('"');
    }
    return new LabelText(text.toString());
  }

  /** Writes them. */
  void write(PageBuffer out) {
    out.add(bytes);
  }

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }
}
