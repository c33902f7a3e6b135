package org.voiceagent.exporter.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** What may be printed to a terminal. */
final class Terminal {
  private Terminal() {}

  /** A moment to the second, which is as sharp as an engine's clock; other text as it is. */
  static String time(String text) {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeParseException noTime) {
      return safe(text);
    }
  }

  /** A terminal obeys control characters, so none gets through. */
  static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
