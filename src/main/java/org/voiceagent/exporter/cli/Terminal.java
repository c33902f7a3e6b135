package org.voiceagent.exporter.cli;

/** What may be printed to a terminal. */
final class Terminal {
  private Terminal() {}

  /** A terminal obeys control characters, so none gets through. */
  static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
