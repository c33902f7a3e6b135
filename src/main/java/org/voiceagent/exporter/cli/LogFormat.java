package org.voiceagent.exporter.cli;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line a record on standard error, as journald likes it: a priority such as {@code <4>} in
 * front when systemd reads it, and no time of our own, because the journal has one.
 */
final class LogFormat extends Formatter {
  private final boolean journal;

  LogFormat(boolean journal) {
    this.journal = journal;
  }

  /** Sets up logging for the whole program. */
  static void install(boolean journal) {
    Logger root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new LogFormat(journal));
    root.addHandler(console);
    root.setLevel(Level.INFO);
  }

  @Override
  public String format(LogRecord logged) {
    StringBuilder line = new StringBuilder();
    if (journal) {
      line.append('<').append(priority(logged.getLevel())).append('>');
    } else {
      line.append(logged.getInstant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
          .append(' ')
          .append(logged.getLevel().getName())
          .append(' ');
    }
    line.append(escaped(formatMessage(logged))).append('\n');
    if (logged.getThrown() != null) {
      line.append(StackTrace.of(logged.getThrown()));
    }
    return line.toString();
  }

  /** The numbers of syslog, which journald reads. */
  private static int priority(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return 4;
    }
    return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
  }

  /** A message is one line whatever it quotes, and nothing in it can move or hide the rest. */
  private static String escaped(String message) {
    StringBuilder safe = new StringBuilder(message.length());
    message
        .chars()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  private static boolean isUnsafe(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
