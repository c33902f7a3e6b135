package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.LineFormat;
import org.voiceagent.exporter.event.LineReading;

/**
 * Reads the next whole lines of a file, in memory that does not grow with the file or its lines.
 * Not thread-safe.
 */
final class ChunkReader {
  /** A longer line is passed over and rejected. */
  static final int LONGEST_LINE = 1 << 20;

  /**
   * Small enough that what is parsed from it is dropped before the collector copies it: with 256
   * KiB, half of the processor time went into collecting garbage.
   */
  private static final int CHUNK_BYTES = 1 << 16;

  /** How much of a line that is too long is looked through in one turn. */
  private static final long SCANNED_IN_A_TURN = 16L << 20;

  /** How much of it is kept for the quarantine. */
  private static final int SAMPLE_BYTES = 2_048;

  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);

  /** Whether a file begins as it did when it was first seen. */
  boolean isSame(Tail tail, SeekableByteChannel channel) throws IOException {
    ByteBuffer head = buffer.slice(0, FileIdentity.HEAD_BYTES);
    int read = fill(channel, 0, head);
    return FileIdentity.of(tail.identity().key(), buffer.array(), read)
        .equals(Optional.of(tail.identity()));
  }

  /**
   * The next lines of a file, at most some 64 KiB of them, or a single one of up to 1 MiB. Moves
   * the tail behind them.
   *
   * @return empty if there is no whole line yet, or the end of a line that is too long was not
   *     found in this turn
   */
  Optional<EventChunk.Lines> next(Tail tail, SeekableByteChannel channel) throws IOException {
    if (tail.scannedTo() - tail.readTo() >= LONGEST_LINE) {
      return endOfLongLine(tail, channel);
    }
    int end = fill(channel, tail.readTo(), buffer);
    int ended = lastLineFeed(buffer.array(), end);
    byte[] bytes = buffer.array();
    if (ended == 0 && end == CHUNK_BYTES) {
      ByteBuffer longer = ByteBuffer.allocate(LONGEST_LINE);
      end = fill(channel, tail.readTo(), longer);
      bytes = longer.array();
      ended = firstLineFeed(bytes, end);
      if (ended == 0 && end == LONGEST_LINE) {
        tail.scannedTo(tail.readTo() + end);
        return endOfLongLine(tail, channel);
      }
    }
    if (ended == 0) {
      // Only if more comes, there is a reason to look again.
      tail.scannedTo(tail.readTo() + Math.min(end, LONGEST_LINE - 1));
      return Optional.empty();
    }
    byte[] lines = Arrays.copyOf(bytes, ended);
    long from = tail.readTo();
    EventChunk.Lines chunk =
        new EventChunk.Lines(
            tail.name(),
            tail.file().path(),
            from,
            from + ended,
            ByteBuffer.wrap(lines),
            parse(lines, from, tail.file().format()));
    tail.readTo(from + ended);
    return Optional.of(chunk);
  }

  private Optional<EventChunk.Lines> endOfLongLine(Tail tail, SeekableByteChannel channel)
      throws IOException {
    long until = tail.scannedTo() + SCANNED_IN_A_TURN;
    while (tail.scannedTo() < until) {
      int read = fill(channel, tail.scannedTo(), buffer);
      int ended = firstLineFeed(buffer.array(), read);
      if (ended > 0) {
        return Optional.of(tooLong(tail, channel, tail.scannedTo() + ended));
      }
      tail.scannedTo(tail.scannedTo() + read);
      if (read < CHUNK_BYTES) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private EventChunk.Lines tooLong(Tail tail, SeekableByteChannel channel, long to)
      throws IOException {
    ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
    int read = fill(channel, tail.readTo(), sample);
    LineReading reading =
        LineReading.Unreadable.of(
            EventRejectReason.TOO_LONG, "the line is longer than " + LONGEST_LINE + " bytes");
    long from = tail.readTo();
    tail.readTo(to);
    return new EventChunk.Lines(
        tail.name(),
        tail.file().path(),
        from,
        to,
        sample,
        List.of(new EventChunk.Line(0, read, reading)));
  }

  /** Fills a buffer from a position of the file; returns how many bytes there were. */
  private static int fill(SeekableByteChannel channel, long position, ByteBuffer into)
      throws IOException {
    into.clear();
    channel.position(position);
    while (into.hasRemaining() && channel.read(into) > 0) {
      // Until the buffer or the file is at its end.
    }
    return into.position();
  }

  private static List<EventChunk.Line> parse(byte[] bytes, long from, LineFormat format) {
    List<EventChunk.Line> lines = new ArrayList<>();
    int at = from == 0 ? byteOrderMark(bytes) : 0;
    while (at < bytes.length) {
      int end = at;
      while (bytes[end] != '\n') {
        end++;
      }
      Optional<LineReading> reading = format.read(bytes, at, end);
      if (reading.isPresent()) {
        lines.add(new EventChunk.Line(at, end, reading.get()));
      }
      at = end + 1;
    }
    return lines;
  }

  private static int byteOrderMark(byte[] bytes) {
    boolean marked =
        bytes.length > 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return marked ? 3 : 0;
  }

  /** How many bytes end with the last line feed; 0 if there is none. */
  private static int lastLineFeed(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** How many bytes end with the first line feed; 0 if there is none. */
  private static int firstLineFeed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }
}
