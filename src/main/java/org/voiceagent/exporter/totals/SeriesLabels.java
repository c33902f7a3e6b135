package org.voiceagent.exporter.totals;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The labels of one series: their values, and the text that both page formats write between the
 * braces. Immutable.
 */
public final class SeriesLabels {
  /** No labels at all. */
  public static final SeriesLabels NONE = of(List.of(), List.of());

  private final List<String> values;
  private final byte[] text;

  private SeriesLabels(List<String> values, String text) {
    this.values = List.copyOf(values);
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /** These values of the labels with these names. */
  public static SeriesLabels of(List<String> names, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
      escape(values.get(i), text);
      text.append('"');
    }
    return new SeriesLabels(values, text.toString());
  }

  /** The values, in the order of the family's labels. */
  public List<String> values() {
    return values;
  }

  /** {@code name="value"}, with commas between, in UTF-8. Must not be changed. */
  public byte[] text() {
    return text;
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
