package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares what event files hold, in memory that does not grow with them.
 *
 * @param tree where the files are
 */
record FileComparison(EventTree tree) {
  /** How much of two files that begin alike is compared. */
  private static final int COMPARED_BYTES = 1 << 16;

  /**
   * What tells a file from every other.
   *
   * @return empty if its first line is not whole yet
   * @throws IOException if it cannot be read
   */
  Optional<FileIdentity> identity(FoundFile file) throws IOException {
    byte[] head = tree.head(file.path(), FileIdentity.HEAD_BYTES);
    return FileIdentity.of(file.key(), head, head.length);
  }

  /** Whether a file no longer begins as it did. */
  boolean isOverwritten(Tail tail, FoundFile now) {
    try {
      return !identity(now).equals(Optional.of(tail.identity()));
    } catch (IOException changed) {
      return false; // and looked at again next time
    }
  }

  /** Whether one file is the beginning of the other, as far as that is compared. */
  boolean isCopy(FoundFile one, FoundFile other) {
    try {
      int most = (int) Math.min(COMPARED_BYTES, Math.min(one.size(), other.size()));
      return Arrays.equals(tree.head(one.path(), most), tree.head(other.path(), most));
    } catch (IOException changed) {
      return true; // and looked at again next time
    }
  }

  /** Whether a file that is read to its end is the beginning of another, which has more. */
  boolean goesOn(Tail read, FoundFile longer) {
    FoundFile shorter = read.file();
    if (read.hasMore() || longer.size() <= shorter.size()) {
      return false;
    }
    try {
      long from = Math.max(0, shorter.size() - COMPARED_BYTES);
      return Arrays.equals(part(shorter, from, shorter.size()), part(longer, from, shorter.size()));
    } catch (IOException changed) {
      return false; // and looked at again next time
    }
  }

  /**
   * How many bytes a compressed file has beyond a position of the file that it was made of, as its
   * trailer says (RFC 1952, 2.3.1: ISIZE, modulo 2^32); 0 if that is not known.
   */
  long beyond(String packed, long position) {
    if (!packed.endsWith(".gz")) {
      return 0;
    }
    try (SeekableByteChannel channel = tree.open(packed)) {
      ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(Math.max(0, channel.size() - Integer.BYTES));
      while (size.hasRemaining() && channel.read(size) > 0) {
        // Until the buffer is full.
      }
      return size.hasRemaining() ? 0 : Math.max(0, size.getInt(0) - (int) position);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** How many bytes of a file end with a line feed. */
  long wholeLines(FoundFile file) throws IOException {
    for (long end = file.size(); end > 0; ) {
      long from = Math.max(0, end - COMPARED_BYTES);
      byte[] part = part(file, from, end);
      for (int i = part.length; i > 0; i--) {
        if (part[i - 1] == '\n') {
          return from + i;
        }
      }
      end = from;
    }
    return 0;
  }

  /** Some bytes of a file, fewer if it became shorter. */
  private byte[] part(FoundFile file, long from, long to) throws IOException {
    ByteBuffer part = ByteBuffer.allocate((int) (to - from));
    try (SeekableByteChannel channel = tree.open(file.path())) {
      channel.position(from);
      while (part.hasRemaining() && channel.read(part) > 0) {
        // Until the buffer is full.
      }
    }
    return Arrays.copyOf(part.array(), part.position());
  }
}
