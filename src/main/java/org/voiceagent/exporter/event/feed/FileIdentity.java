package org.voiceagent.exporter.event.feed;

import java.util.Locale;
import java.util.Optional;

/**
 * What tells an event file from every other, whatever its name is: the number that the file system
 * gives it, and its first line. A renamed file keeps both; a new file of an old name has another
 * first line.
 *
 * @param key the file's number in its file system, or a hash of its name where there are none
 * @param head a hash of the first line, of at most {@link #HEAD_BYTES}
 */
record FileIdentity(String key, long head) {
  /** How much of the first line is looked at. */
  static final int HEAD_BYTES = 1_024;

  private static final String INODE = "ino=";

  /**
   * The identity of a file that begins with these bytes.
   *
   * @param length how many of the bytes were read
   * @return empty if the first line is not whole yet, so that nothing can be counted anyway
   */
  static Optional<FileIdentity> of(String key, byte[] bytes, int length) {
    int end = 0;
    while (end < Math.min(length, HEAD_BYTES) && bytes[end] != '\n') {
      end++;
    }
    boolean whole = end == HEAD_BYTES || (end < length && bytes[end] == '\n');
    return whole
        ? Optional.of(new FileIdentity(key, TextHash.of(bytes, 0, end)))
        : Optional.empty();
  }

  /** The key of a file by what its file system calls it, which names a device that may change. */
  static String key(Object fileKey, String path) {
    String text = String.valueOf(fileKey);
    int at = text.indexOf(INODE);
    return fileKey == null || at < 0
        ? String.format(Locale.ROOT, "p%016x", TextHash.of(path))
        : text.substring(at + INODE.length()).replace(")", "");
  }

  /** The head as it stands in names. */
  String headText() {
    return String.format(Locale.ROOT, "%016x", head);
  }

  /**
   * The name in the ledger.
   *
   * @param turn 1 for the file as it was first seen; one more each time it began anew with the same
   *     first line
   */
  String name(int turn) {
    return key + "-" + headText() + (turn == 1 ? "" : "." + turn);
  }

  /** The head in a name in the ledger. */
  static String head(String name) {
    int from = name.indexOf('-') + 1;
    int end = name.indexOf('.', from);
    return end < 0 ? name.substring(from) : name.substring(from, end);
  }

  /** Whether a name in the ledger is of a file with this first line. */
  boolean hasHead(String name) {
    return head(name).equals(headText());
  }
}
