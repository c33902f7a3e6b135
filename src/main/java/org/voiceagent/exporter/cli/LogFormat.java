package org.voiceagent.exporter.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line a record on standard error. By default as journald likes it: a priority such as {@code
 * <4>} in front when systemd reads it, and no time of our own, because the journal has one. On
 * request as logfmt or JSON, with the names and levels of Prometheus' own programs.
 */
final class LogFormat extends Formatter {
  /** The levels by the words of other exporters, the least severe first. */
  static final Map<String, Level> LEVELS = levels();

  /** The formats besides the default. */
  static final List<String> FORMATS = List.of("logfmt", "json");

  private final Style style;

  private enum Style {
    PLAIN,
    JOURNAL,
    LOGFMT,
    JSON
  }

  LogFormat(boolean journal) {
    this(journal ? Style.JOURNAL : Style.PLAIN);
  }

  private LogFormat(Style style) {
    this.style = style;
  }

  private static Map<String, Level> levels() {
    Map<String, Level> levels = new LinkedHashMap<>();
    levels.put("debug", Level.FINE);
    levels.put("info", Level.INFO);
    levels.put("warn", Level.WARNING);
    levels.put("error", Level.SEVERE);
    return levels;
  }

  /**
   * Changes what is logged, and how.
   *
   * @param level one of {@link #LEVELS}; empty to leave it
   * @param format one of {@link #FORMATS}; empty to leave it
   */
  static void set(Optional<String> level, Optional<String> format) {
    Logger root = Logger.getLogger("");
    level.map(LEVELS::get).ifPresent(root::setLevel);
    for (Handler handler : root.getHandlers()) {
      level.map(LEVELS::get).ifPresent(handler::setLevel);
      format
          .map(name -> new LogFormat(Style.valueOf(name.toUpperCase(Locale.ROOT))))
          .ifPresent(handler::setFormatter);
    }
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
    return switch (style) {
      case PLAIN, JOURNAL -> plain(logged);
      case LOGFMT -> logfmt(logged);
      case JSON -> json(logged);
    };
  }

  private String logfmt(LogRecord logged) {
    return "time=%s level=%s msg=%s%s\n"
        .formatted(
            time(logged),
            level(logged.getLevel()),
            quoted(formatMessage(logged)),
            logged.getThrown() == null ? "" : " err=" + quoted(StackTrace.of(logged.getThrown())));
  }

  private String json(LogRecord logged) {
    return "{\"time\":\"%s\",\"level\":\"%s\",\"msg\":%s%s}\n"
        .formatted(
            time(logged),
            level(logged.getLevel()),
            quoted(formatMessage(logged)),
            logged.getThrown() == null
                ? ""
                : ",\"err\":" + quoted(StackTrace.of(logged.getThrown())));
  }

  private static Instant time(LogRecord logged) {
    return logged.getInstant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The word that other exporters use. */
  private static String level(Level level) {
    String name = "debug";
    for (var known : LEVELS.entrySet()) {
      if (level.intValue() >= known.getValue().intValue()) {
        name = known.getKey();
      }
    }
    return name.toUpperCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String plain(LogRecord logged) {
    StringBuilder line = new StringBuilder();
    if (style == Style.JOURNAL) {
      line.append('<').append(priority(logged.getLevel())).append('>');
    } else {
      line.append(time(logged)).append(' ').append(logged.getLevel().getName()).append(' ');
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
