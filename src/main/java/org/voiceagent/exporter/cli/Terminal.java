package org.voiceagent.exporter.cli;

import java.io.Console;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** What may be printed to a terminal. */
final class Terminal {
  private Terminal() {}

  /** Whether the program reads from and prints to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on, the console itself is asked
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException olderThan22) {
      return true;
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }

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
