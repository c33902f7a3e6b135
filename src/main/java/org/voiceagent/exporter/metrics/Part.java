package org.voiceagent.exporter.metrics;

/** A part of a page as it is sent. Immutable. */
final class Part {
  private final byte[] bytes;
  private final int crc32;
  private final int length;

  /**
   * @param bytes not copied, and not to be changed any more
   * @param crc32 of what was compressed; 0 if nothing was
   * @param length of it before it was compressed, in bytes
   */
  Part(byte[] bytes, int crc32, int length) {
    this.bytes = bytes;
    this.crc32 = crc32;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int crc32() {
    return crc32;
  }

  int length() {
    return length;
  }
}
