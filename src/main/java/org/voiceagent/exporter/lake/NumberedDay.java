package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day and the number in the names of files that are written one after another, such as {@code
 * 2026-11-20.3.jsonl}.
 *
 * @param day the day in UTC
 * @param number from 1
 */
public record NumberedDay(LocalDate day, int number) {
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.(\\d{1,6})");

  /** The name without its end, such as {@code 2026-11-20.3}. */
  public String name() {
    return day + "." + number;
  }

  /**
   * Reads the name of a file; empty if it has another form.
   *
   * @param suffix how the name ends, such as {@code .jsonl}
   */
  public static Optional<NumberedDay> of(Path file, String suffix) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(suffix)) {
      return Optional.empty();
    }
    Matcher parts = NAME.matcher(name.substring(0, name.length() - suffix.length()));
    try {
      return parts.matches()
          ? Optional.of(
              new NumberedDay(LocalDate.parse(parts.group(1)), Integer.parseInt(parts.group(2))))
          : Optional.empty();
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }
}
