package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * Reads the fields of one protobuf message, one after the other. Trusts no length and no number, so
 * that any bytes either are read or end in an {@link IOException}. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_VARINT = 10;
  private static final long MOST_FIELDS = (1L << 29) - 1;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int wireType;
  private boolean taken = true;

  private ProtobufReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** A message that takes up all the bytes. */
  static ProtobufReader of(byte[] bytes) {
    return new ProtobufReader(bytes, 0, bytes.length);
  }

  /**
   * Goes to the next field, past the value of the current one if it was not read.
   *
   * @return the field's number, or 0 after the last
   */
  int next() throws IOException {
    if (!taken) {
      skip();
    }
    if (at == end) {
      return 0;
    }
    long tag = varint();
    long field = tag >>> 3;
    if (field < 1 || field > MOST_FIELDS) {
      throw new IOException("not a protobuf field");
    }
    wireType = (int) (tag & 7);
    taken = false;
    return (int) field;
  }

  /** The value of the current field as a number. */
  long number() throws IOException {
    require(VARINT);
    return varint();
  }

  /** The value of the current field as the eight bytes of a number. */
  long fixed64() throws IOException {
    require(FIXED_64);
    return fixed(8);
  }

  /** The value of the current field as a text. */
  String text() throws IOException {
    require(BYTES);
    int length = length();
    String text = new String(bytes, at, length, UTF_8);
    at += length;
    return text;
  }

  /** The value of the current field as a message. */
  ProtobufReader message() throws IOException {
    require(BYTES);
    int length = length();
    ProtobufReader inner = new ProtobufReader(bytes, at, at + length);
    at += length;
    return inner;
  }

  private void require(int type) throws IOException {
    if (taken || wireType != type) {
      throw new IOException("a protobuf field has another type");
    }
    taken = true;
  }

  private void skip() throws IOException {
    taken = true;
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> fixed(8);
      case BYTES -> {
        // Not "at += length()", which would add to where the length begins.
        int length = length();
        at += length;
      }
      case FIXED_32 -> fixed(4);
      default -> throw new IOException("a protobuf field has an unknown type");
    }
  }

  private int length() throws IOException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new IOException("a protobuf field is longer than its message");
    }
    return (int) length;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (at == end) {
        throw new IOException("a protobuf message ends within a number");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a protobuf number is too long");
  }

  private long fixed(int count) throws IOException {
    if (end - at < count) {
      throw new IOException("a protobuf message ends within a number");
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at++] & 0xffL) << (8 * i);
    }
    return value;
  }
}
