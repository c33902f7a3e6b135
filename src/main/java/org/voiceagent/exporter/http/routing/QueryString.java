package org.voiceagent.exporter.http.routing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.ShortTime;

/**
 * The decoded query parameters. Error messages never quote a value, because a link from another
 * site may have put it there.
 */
public final class QueryString {
  private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,6}");

  private final Map<String, List<String>> values;

  private QueryString(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads a raw query.
   *
   * @param raw the text after the question mark, or ""
   * @throws RefusedException if it is not percent-encoded UTF-8
   */
  static QueryString parse(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return new QueryString(values);
  }

  /** The names that were given, each once, in the order given. */
  Set<String> names() {
    return values.keySet();
  }

  /** The distinct values of a parameter that may be repeated. */
  public Set<String> all(String name) {
    return Set.copyOf(values.getOrDefault(name, List.of()));
  }

  /** The value of a text parameter; a blank or repeated one is refused. */
  public Optional<String> text(String name) {
    Optional<String> value = single(name);
    if (value.filter(String::isBlank).isPresent()) {
      throw RefusedException.badRequest(name + " must not be empty");
    }
    return value;
  }

  /** The value of a parameter with fixed values; anything else is refused. */
  public Optional<String> oneOf(String name, Collection<String> allowed) {
    Optional<String> value = single(name);
    if (value.filter(given -> !allowed.contains(given)).isPresent()) {
      String meant =
          Parameters.nearest(value.get(), Set.copyOf(allowed))
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
      String last = allowed.size() == 1 ? " must be " : " must be one of ";
      throw RefusedException.badRequest(name + last + String.join(", ", allowed) + meant);
    }
    return value;
  }

  /**
   * The value of a parameter that is a time: a moment such as {@code 2026-11-30T12:00:00Z}, a day
   * such as {@code 2026-11-30}, which begins at midnight UTC, or how long ago, such as {@code 7d};
   * anything else is refused.
   */
  public Optional<Instant> moment(String name, Instant now) {
    return text(name).map(text -> moment(name, text, now));
  }

  /** Reads a text as {@link #moment(String, Instant)} does. */
  public static Instant moment(String name, String text, Instant now) {
    return ShortTime.parse(text)
        .map(now::minus)
        .or(() -> instant(text))
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    name
                        + " must be a time such as 2026-11-30T12:00:00Z, a day such as"
                        + " 2026-11-30, or how long ago, such as 24h or 7d"));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.length() == "2026-11-30".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /**
   * The value of a parameter that a form may send empty, which counts as not given; a repeated one
   * is refused.
   */
  public Optional<String> choice(String name) {
    return single(name).filter(value -> !value.isBlank());
  }

  /** The value of a whole-number parameter from 1 to most; anything else is refused. */
  public Optional<Integer> number(String name, int most) {
    return single(name).map(value -> number(name, value, most));
  }

  /**
   * The value of a parameter such as {@code 24h}, above 0 and up to most; anything else is refused.
   */
  public Optional<Duration> time(String name, Duration most) {
    return single(name).map(value -> time(name, value, most));
  }

  private static Duration time(String name, String value, Duration most) {
    return ShortTime.parse(value)
        .filter(time -> !time.isZero() && time.compareTo(most) <= 0)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    name + " must be a time such as 30m, 24h or 7d, up to " + ShortTime.of(most)));
  }

  private static int number(String name, String value, int most) {
    if (SMALL_NUMBER.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw RefusedException.badRequest(name + " must be a whole number from 1 to " + most);
  }

  private Optional<String> single(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw RefusedException.badRequest(
          name + " must be given once, not " + given.size() + " times");
    }
    return given.stream().findFirst();
  }

  private static String decode(String raw) {
    return PercentEncoding.decodeQuery(raw)
        .orElseThrow(() -> RefusedException.badRequest("the query must be percent-encoded UTF-8"));
  }
}
