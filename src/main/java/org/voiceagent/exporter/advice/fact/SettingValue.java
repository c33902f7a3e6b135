package org.voiceagent.exporter.advice.fact;

import java.math.BigDecimal;
import org.voiceagent.exporter.patch.YamlScalar;

/**
 * The value of a configuration key, as written in YAML.
 *
 * @param text as written, such as {@code 120} or {@code deepgram}
 */
public record SettingValue(String text) {
  /** Up to this value every whole number is exact in a double. */
  private static final double LARGEST_EXACT = 1L << 53;

  /** A number, written without superfluous fraction or exponent. */
  public static SettingValue of(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
      return new SettingValue(Long.toString((long) number));
    }
    BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
    return new SettingValue(plain.toPlainString());
  }

  /** Whether the value is a number and is written as one in JSON. */
  public boolean isNumber() {
    return YamlScalar.isNumber(text);
  }

  /**
   * The value as a number.
   *
   * @throws NumberFormatException if it is not a number
   */
  public BigDecimal number() {
    return new BigDecimal(text);
  }
}
