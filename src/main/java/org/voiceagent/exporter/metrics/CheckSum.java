package org.voiceagent.exporter.metrics;

/**
 * The CRC-32 of bytes from those of their parts. Such a sum is a polynomial over GF(2), the power 0
 * in the highest bit, modulo the one of gzip (RFC 1952, 8); n bytes more multiply it by x^8n.
 */
final class CheckSum {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int ONE = 1 << 31;
  private static final int X_TO_8 = ONE >>> 8;

  private CheckSum() {}

  /**
   * The sum of two parts, one after the other.
   *
   * @param length of the second part, in bytes
   */
  static int joined(int first, int second, int length) {
    return times(first, powerOfX8(length)) ^ second;
  }

  private static int powerOfX8(int exponent) {
    int power = ONE;
    int square = X_TO_8;
    for (int rest = exponent; rest > 0; rest >>>= 1) {
      if ((rest & 1) == 1) {
        power = times(power, square);
      }
      square = times(square, square);
    }
    return power;
  }

  private static int times(int a, int b) {
    int product = 0;
    int shifted = a;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((b & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
    }
    return product;
  }
}
