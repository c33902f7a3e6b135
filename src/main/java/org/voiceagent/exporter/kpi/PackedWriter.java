package org.voiceagent.exporter.kpi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes small numbers in few bytes, into one array that grows and is reused. Not thread-safe. */
final class PackedWriter {
  private static final long MOST_EXACT = 1L << 52;

  private byte[] bytes = new byte[1 << 10];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** What was written. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a number that is not negative: seven bits a byte, the lowest first. */
  void writeCount(long value) {
    long left = value;
    while (left >= 0x80) {
      writeByte((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    writeByte((int) left);
  }

  /** Writes a number: a whole one as a count, any other in nine bytes. */
  void writeNumber(double value) {
    long whole = (long) value;
    if (whole == value && whole >= 0 && whole < MOST_EXACT) {
      writeCount(whole << 1);
      return;
    }
    writeByte(1);
    writeLong(Double.doubleToRawLongBits(value));
  }

  void writeLong(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      writeByte((int) (value >>> shift));
    }
  }

  void writeText(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes how many bytes there are, and then the bytes. */
  void writeBytes(byte[] block) {
    writeCount(block.length);
    reserve(block.length);
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
  }

  void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
