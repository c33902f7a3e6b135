package org.voiceagent.exporter.artifact;

/**
 * Numbers of at most 15 digits as engines write them, such as {@code 820} and {@code -0.25}, parsed
 * without an object. Both the digits and the power of ten are exact in a double then, and one
 * division rounds once, so the result is that of {@link Double#parseDouble}: the fast case of
 * Clinger, "How to read floating point numbers accurately" (1990).
 */
final class PlainNumber {
  private static final int MOST_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private PlainNumber() {}

  /** The number, never -0; NaN if the text has another form, whether or not it is a number. */
  static double parse(String text) {
    boolean negative = text.startsWith("-");
    int from = negative ? 1 : 0;
    int length = text.length();
    if (length - from > MOST_DIGITS + 1) {
      return Double.NaN;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    boolean between = point < 0 || (point > from && point < length - 1);
    if (count == 0 || count > MOST_DIGITS || !between) {
      return Double.NaN;
    }
    double value = point < 0 ? digits : digits / POWERS[length - 1 - point];
    return negative && digits != 0 ? -value : value;
  }
}
