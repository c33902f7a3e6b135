package org.voiceagent.exporter.advice;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The value of a configuration key, as it would stand in YAML.
 *
 * @param text as written, such as {@code 120} or {@code deepgram}
 */
public record SettingValue(String text) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

  /** A number, written without a needless fraction or exponent. */
  public static SettingValue of(double number) {
    BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
    return new SettingValue(plain.toPlainString());
  }

  /** Whether the value is a number and is written as one in JSON. */
  public boolean isNumber() {
    return NUMBER.matcher(text).matches();
  }

  /**
   * The value as a number.
   *
   * @throws NumberFormatException if it is none
   */
  public BigDecimal number() {
    return new BigDecimal(text);
  }
}
