package org.voiceagent.exporter.event.feed;

/** Hashes of 64 bits that never change, as they stand in state files. Not for secrets. */
final class TextHash {
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private TextHash() {}

  /** The hash of a text. */
  static long of(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return finish(hash);
  }

  /**
   * The hash of some bytes.
   *
   * @param to the index behind the last one
   */
  static long of(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = step(hash, bytes[i] & 0xff);
    }
    return finish(hash);
  }

  private static long step(long hash, int next) {
    long mixed = (hash ^ next) * PRIME;
    return mixed ^ mixed >>> 29;
  }

  private static long finish(long hash) {
    long mixed = (hash ^ hash >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ mixed >>> 31;
  }
}
