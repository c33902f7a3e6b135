package org.voiceagent.exporter.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Collects bytes, big-endian, in one array that grows and is reused: a call is a record of some 500
 * small values. Not thread-safe.
 */
final class FrameBuffer {
  private static final int FIRST_BYTES = 1 << 12;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private int frameAt;

  /** Starts again with no bytes; memory beyond a limit is freed. */
  void clear(int mostKept) {
    size = 0;
    if (bytes.length > mostKept) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  /** Reserves the envelope of a frame; its payload follows. */
  void beginFrame() {
    frameAt = size;
    reserve(Frame.HEADER_BYTES);
    size += Frame.HEADER_BYTES;
  }

  /** Fills in the envelope of the last frame begun; see {@link Frame}. */
  void endFrame() {
    int end = size;
    int length = end - frameAt - Frame.HEADER_BYTES;
    size = frameAt;
    writeInt(Frame.MARK);
    writeInt(length);
    CRC32C sum = new CRC32C();
    sum.update(bytes, frameAt + Integer.BYTES, Integer.BYTES);
    sum.update(bytes, frameAt + Frame.HEADER_BYTES, length);
    writeInt((int) sum.getValue());
    size = end;
  }

  int size() {
    return size;
  }

  /** The array the bytes are in, from 0 to {@link #size}; valid until the next write. */
  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void writeInt(int value) {
    reserve(Integer.BYTES);
    byte[] to = bytes;
    int at = size;
    to[at] = (byte) (value >> 24);
    to[at + 1] = (byte) (value >> 16);
    to[at + 2] = (byte) (value >> 8);
    to[at + 3] = (byte) value;
    size = at + Integer.BYTES;
  }

  void writeLong(long value) {
    writeInt((int) (value >> 32));
    writeInt((int) value);
  }

  void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  /** Writes the number of bytes, then UTF-8; {@link PrefixedText#read} reads it. */
  void writeText(String text) {
    int length = text.length();
    reserve(Integer.BYTES + length);
    int from = size + Integer.BYTES;
    byte[] to = bytes;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      to[from + i] = (byte) c;
    }
    writeInt(length);
    size += length;
  }

  /** Appends these bytes, and nothing that says how many. */
  void writeBlock(byte[] block) {
    reserve(block.length);
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
  }

  /** Appends the bytes of another buffer. */
  void append(FrameBuffer other) {
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  private void writeBytes(byte[] utf8) {
    writeInt(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
