package org.voiceagent.exporter.ledger;

import java.io.IOException;

/** What a frame holds; its first byte. */
enum FrameKind {
  /** The first frame of a file: the version of the format and the file's generation. */
  HEADER(1),
  /** A counted call, as formats 3 and 4 write it; format 5 writes {@link #ENTRY} instead. */
  CALL(2),
  /** The total of one counter or histogram series. */
  SERIES(3),
  /** A block of keys of the marks that were counted. */
  KEYS(4),
  /** One of the newest calls, as formats 3 and 4 write it; see {@link #NEWEST_MARK}. */
  NEWEST(5),
  /** The last frame of a snapshot; one without it is not whole. */
  END(6),
  /** A block of notes. */
  NOTES(7),
  /** A block of keys of the marks that stay forgotten. */
  FORGOTTEN(8),
  /** A counted entry. */
  ENTRY(9),
  /** The value of one gauge. */
  GAUGE(10),
  /** How far one growing file was read. */
  POSITION(11),
  /** One of the newest marks of its kind. */
  NEWEST_MARK(12),
  /** A block of keys with the late facts that were counted of each. */
  LATE(13),
  /** A block of a {@link Projection}. */
  PROJECTION(14);

  private final byte code;

  FrameKind(int code) {
    this.code = (byte) code;
  }

  /** The code in the file. */
  byte code() {
    return code;
  }

  /**
   * What a payload holds.
   *
   * @throws IOException if this version does not know it
   */
  static FrameKind of(byte[] payload) throws IOException {
    for (FrameKind kind : values()) {
      if (payload.length > 0 && payload[0] == kind.code) {
        return kind;
      }
    }
    throw new IOException("a frame of an unknown kind");
  }

  /**
   * Checks the code a payload begins with.
   *
   * @throws IOException if it is another kind's
   */
  void expect(byte found) throws IOException {
    if (found != code) {
      throw new IOException("expected a frame of kind " + this + ", found code " + found);
    }
  }
}
