package org.voiceagent.exporter.yaml;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as operators write them: {@code 400ms}, {@code 5s}, {@code 10m}, {@code 24h}, {@code 30d}.
 */
public final class ShortTime {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private ShortTime() {}

  /** The time, or empty if the text has another form. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }

  /** The shortest way to write a time that is a whole number of one unit. */
  public static String of(Duration time) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long millis = UNITS.get(unit).toMillis();
      if (time.toMillis() >= millis && time.toMillis() % millis == 0) {
        return time.toMillis() / millis + unit;
      }
    }
    return time.toMillis() + "ms";
  }
}
