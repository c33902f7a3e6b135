package org.voiceagent.exporter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How large the terminal is.
 *
 * @param rows the number of lines; 0 if unknown
 * @param columns the number of characters in a line; 0 if unknown
 */
record TerminalSize(int rows, int columns) {
  private static final TerminalSize UNKNOWN = new TerminalSize(0, 0);

  /**
   * That of this process' terminal; {@code LINES} and {@code COLUMNS} override what the terminal
   * says.
   */
  static TerminalSize of(Map<String, String> environment) {
    int rows = number(environment.getOrDefault("LINES", ""));
    int columns = number(environment.getOrDefault("COLUMNS", ""));
    if (rows > 0 && columns > 0) {
      return new TerminalSize(rows, columns);
    }
    TerminalSize asked = asked();
    return new TerminalSize(
        rows > 0 ? rows : asked.rows(), columns > 0 ? columns : asked.columns());
  }

  private static TerminalSize asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return UNKNOWN;
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] parts = size.strip().split(" ", -1);
      return parts.length == 2 ? new TerminalSize(number(parts[0]), number(parts[1])) : UNKNOWN;
    } catch (IOException noTerminal) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }

  private static int number(String text) {
    return text.strip().matches("[0-9]{1,6}") ? Integer.parseInt(text.strip()) : 0;
  }
}
