package org.voiceagent.exporter.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the words of a YAML file are read: YAML 1.2 booleans, plain decimal numbers, short times. */
final class Scalars {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Scalars() {}

  static Optional<Double> number(String text) {
    return NUMBER.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text))
        : Optional.empty();
  }

  static Optional<Long> integer(String text) {
    return NUMBER.matcher(text).matches() && text.indexOf('.') < 0
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }

  static Optional<Boolean> flag(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(Boolean.valueOf(text))
        : Optional.empty();
  }

  static Optional<Duration> time(String text) {
    Matcher parts = TIME.matcher(text);
    return parts.matches()
        ? Optional.of(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** The shortest way to write a time that is a whole number of one unit. */
  static String plain(Duration time) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long millis = UNITS.get(unit).toMillis();
      if (time.toMillis() >= millis && time.toMillis() % millis == 0) {
        return time.toMillis() / millis + unit;
      }
    }
    return time.toMillis() + "ms";
  }
}
