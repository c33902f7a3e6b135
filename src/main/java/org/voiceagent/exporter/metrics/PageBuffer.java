package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a page while it is written; grows, and is let go of with the page. Not thread-safe. */
final class PageBuffer {
  private static final int FIRST_SIZE = 1 << 16;

  /** From here on {@link Double#toString} writes an exponent. */
  private static final long PLAIN_BELOW = 10_000_000;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  /** Adds bytes. */
  PageBuffer add(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /** Adds one character of ASCII. */
  PageBuffer add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Adds a text. */
  PageBuffer add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a number in the form of {@link Collector#doubleToGoString}. */
  PageBuffer number(double value) {
    long whole = (long) value;
    boolean plain = whole == value && whole > -PLAIN_BELOW && whole < PLAIN_BELOW;
    if (plain && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
      return integer(whole).add('.').add('0');
    }
    return add(Collector.doubleToGoString(value));
  }

  /** Adds a moment in seconds since 1970, to the millisecond. */
  PageBuffer seconds(long millis) {
    integer(millis / 1_000).add('.');
    int rest = (int) (millis % 1_000);
    return add((char) ('0' + rest / 100))
        .add((char) ('0' + rest / 10 % 10))
        .add((char) ('0' + rest % 10));
  }

  /** What has been written; valid until more is written. */
  byte[] array() {
    return bytes;
  }

  /** How many bytes have been written. */
  int size() {
    return size;
  }

  /** A copy of what has been written. */
  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what has been written. */
  PageBuffer clear() {
    size = 0;
    return this;
  }

  /** Forgets all but the first so many bytes. */
  void cut(int length) {
    size = length;
  }

  private PageBuffer integer(long value) {
    if (value < 0) {
      return add('-').integer(-value);
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    reserve(digits);
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
