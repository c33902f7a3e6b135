package org.voiceagent.exporter.cli;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
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
      trace(logged.getThrown(), line);
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

  /** As {@code printStackTrace} has it, but what an error says stays on one line. */
  private static void trace(Throwable thrown, StringBuilder into) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String before = "";
    for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
      into.append(before).append(escaped(at.toString())).append('\n');
      for (StackTraceElement frame : at.getStackTrace()) {
        into.append("\tat ").append(frame).append('\n');
      }
      before = "Caused by: ";
    }
  }

  /** A message is one line whatever it quotes, so nobody can write log lines of his own. */
  private static String escaped(String message) {
    StringBuilder safe = new StringBuilder(message.length());
    message
        .chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }
}
