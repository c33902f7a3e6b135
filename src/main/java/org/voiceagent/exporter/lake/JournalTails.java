package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last lines of the journal's newest files, by which a start finds out which rows are in the
 * journal already. What is further back may be journaled twice, which does no harm. Not
 * thread-safe.
 */
final class JournalTails {
  private static final Logger logger = LoggerFactory.getLogger(JournalTails.class);
  private static final int LINE_BYTES = 2_048;
  private static final int MOST_BYTES = 64 << 20;

  private final Path journal;
  private final int bytes;
  private final Map<LocalDate, Set<ByteBuffer>> lines = new HashMap<>();

  /**
   * @param rows how many rows are looked for
   */
  JournalTails(Path journal, int rows) {
    this.journal = journal;
    this.bytes = (int) Math.min(MOST_BYTES, (rows + 1_024L) * LINE_BYTES);
  }

  /** Whether a line with its line feed is in the newest file of its day. */
  boolean contain(String dataset, LocalDate day, byte[] line) {
    return lines
        .computeIfAbsent(day, any -> tail(dataset, day))
        .contains(ByteBuffer.wrap(line, 0, line.length - 1));
  }

  private Set<ByteBuffer> tail(String dataset, LocalDate day) {
    Set<ByteBuffer> tail = new HashSet<>();
    try {
      for (JournalFile file : JournalFolder.files(journal)) {
        if (file.dataset().equals(dataset) && file.day().equals(day)) {
          read(file.in(journal), tail);
        }
      }
    } catch (IOException e) {
      logger.warn("the journal of {} cannot be read ({}); some rows may be in it twice", day, e);
    }
    return tail;
  }

  private void read(Path file, Set<ByteBuffer> tail) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - bytes);
      ByteBuffer content = ByteBuffer.allocate((int) (channel.size() - from));
      int read = 0;
      while (content.hasRemaining() && read >= 0) {
        read = channel.read(content, from + content.position());
      }
      byte[] all = content.array();
      int begin = 0;
      for (int at = 0; at < content.position(); at++) {
        if (all[at] == '\n') {
          tail.add(ByteBuffer.wrap(all, begin, at - begin));
          begin = at + 1;
        }
      }
    }
  }
}
