package org.voiceagent.exporter.intake;

/** Untrusted names for log lines: one line, printable, bounded. */
final class Escaped {
  private static final int LONGEST = 160;

  private Escaped() {}

  /** The text with everything but printable ASCII written as {@code \\uXXXX}. */
  static String of(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length() && escaped.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 127 && c != '\\') {
        escaped.append(c);
      } else {
        escaped.append(String.format("\\u%04x", (int) c));
      }
    }
    return escaped.toString();
  }
}
