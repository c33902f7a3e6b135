package org.voiceagent.exporter.ledger;

import java.io.IOException;

/** What a frame holds; its first byte. */
enum Kind {
  /** The first frame of a file: the version of the format and the file's generation. */
  HEADER(1),
  /** A counted call. */
  CALL(2),
  /** The total of one series. */
  SERIES(3),
  /** A block of remembered calls. */
  KEYS(4),
  /** One of the newest calls. */
  NEWEST(5),
  /** The last frame of a snapshot; one without it is not whole. */
  END(6),
  /** A block of what is remembered of single calls to compare them with others. */
  OBSERVATIONS(7),
  /** A block of keys of calls that are to stay forgotten. */
  FORGOTTEN(8);

  private final byte code;

  Kind(int code) {
    this.code = (byte) code;
  }

  /** The code in the file. */
  byte code() {
    return code;
  }

  /**
   * What a payload holds.
   *
   * @throws IOException if this version does not know
   */
  static Kind of(byte[] payload) throws IOException {
    for (Kind kind : values()) {
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
