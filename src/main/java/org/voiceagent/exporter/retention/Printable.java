package org.voiceagent.exporter.retention;

/** Untrusted names for log lines and terminals: one line, printable, bounded. */
final class Printable {
  private static final int LONGEST = 160;

  private Printable() {}

  /** The text with everything but printable ASCII as a question mark. */
  static String of(String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return bounded.replaceAll("[^ -~]", "?");
  }
}
