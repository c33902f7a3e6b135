package org.voiceagent.exporter.files;

/**
 * Walks through the lines of a JSON Lines file in memory. Every line ends with a line feed; only
 * the last one may lack it, because it is still being written. Not thread-safe.
 *
 * <pre>{@code
 * JsonLines lines = new JsonLines(bytes);
 * while (lines.next()) {
 *   parse(bytes, lines.from(), lines.to());
 * }
 * }</pre>
 */
public final class JsonLines {
  private final byte[] bytes;
  private int number;
  private int from;
  private int to = -1;

  /**
   * @param bytes the whole file; neither copied nor changed
   */
  public JsonLines(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes to the next line; false after the last one. */
  public boolean next() {
    from = to + 1;
    if (from >= bytes.length) {
      return false;
    }
    number++;
    to = from;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return true;
  }

  /** The number of the line, from 1. */
  public int number() {
    return number;
  }

  /** The index of the line's first byte. */
  public int from() {
    return from;
  }

  /** The index behind the line's last byte, which is that of its line feed if it has one. */
  public int to() {
    return to;
  }

  /** How many bytes the line has, without its line feed. */
  public int length() {
    return to - from;
  }

  /** Whether the line ends with a line feed, so that nothing more will be added to it. */
  public boolean isEnded() {
    return to < bytes.length;
  }
}
