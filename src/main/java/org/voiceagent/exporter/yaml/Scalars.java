package org.voiceagent.exporter.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the words of a YAML file are read: YAML 1.2 booleans and plain decimal numbers. */
final class Scalars {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");

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

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
