package org.voiceagent.exporter.kpi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link PackedWriter} wrote. Every method throws {@link IndexOutOfBoundsException} if
 * the bytes end before. Not thread-safe.
 */
final class PackedReader {
  private final byte[] bytes;
  private int at;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  long readCount() {
    // Most counts take one byte.
    if (bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number without an end");
  }

  /** A count that is to be an index or a length. */
  int readSmall() {
    long value = readCount();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException("a number out of range: " + value);
    }
    return (int) value;
  }

  double readNumber() {
    long value = readCount();
    return (value & 1) == 0 ? (double) (value >>> 1) : Double.longBitsToDouble(readLong());
  }

  long readLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | readByte();
    }
    return value;
  }

  String readText() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  byte[] readBytes() {
    int length = readSmall();
    if (length > bytes.length - at) {
      throw new IndexOutOfBoundsException(length + " bytes are announced");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  byte readFlags() {
    return (byte) readByte();
  }

  private int readByte() {
    return Byte.toUnsignedInt(bytes[at++]);
  }
}
