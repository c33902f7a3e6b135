package org.voiceagent.exporter.files;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/**
 * Parses the form in which nearly every engine writes a time: {@code 2025-10-26T03:28:16Z}, with or
 * without a fraction, {@code +00:00} or nothing for the {@code Z}. The library's parser takes ten
 * times as long, which counts because every line of a transcript has a time.
 */
public final class UsualTime {
  private static final String FORM = "dddd-dd-ddTdd:dd:dd";
  private static final int LONGEST_FRACTION = 9;

  private UsualTime() {}

  /** The moment; empty if the text has another form, right or wrong. */
  public static Optional<Instant> parse(String text) {
    if (!hasForm(text)) {
      return Optional.empty();
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int end = endOfFraction(text);
    boolean sound =
        year >= 1000
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year))
            && hour <= 23
            && minute <= 59
            && second <= 59
            && isUtc(text, end);
    if (!sound) {
      return Optional.empty();
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400L
            + hour * 3_600L
            + minute * 60L
            + second;
    return Optional.of(Instant.ofEpochSecond(seconds, nanos(text, end)));
  }

  private static boolean hasForm(String text) {
    if (text.length() < FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char found = text.charAt(i);
      if (wanted == 'd' ? !isDigit(found) : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int endOfFraction(String text) {
    int end = FORM.length();
    if (end < text.length() && text.charAt(end) == '.') {
      do {
        end++;
      } while (end < text.length() && isDigit(text.charAt(end)));
    }
    return end;
  }

  private static boolean isUtc(String text, int from) {
    int fraction = from - FORM.length() - 1;
    int zone = text.length() - from;
    return fraction != 0
        && fraction <= LONGEST_FRACTION
        && (zone == 0
            || (zone == 1 && text.charAt(from) == 'Z')
            || (zone == 6 && text.endsWith("+00:00")));
  }

  private static long nanos(String text, int end) {
    long nanos = 0;
    for (int digit = 0; digit < LONGEST_FRACTION; digit++) {
      int at = FORM.length() + 1 + digit;
      nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
