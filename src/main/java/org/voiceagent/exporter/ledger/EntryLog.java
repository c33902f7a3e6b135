package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.files.FileStamp;

/**
 * The file that counted entries are appended to. What was appended and forced stays; what failed on
 * the way is cut off before anything else is written. Not thread-safe.
 */
final class EntryLog implements AutoCloseable {
  /** The JDK copies what is written to memory outside the heap, and keeps as much of it. */
  private static final int WRITTEN_AT_ONCE = 1 << 17;

  private static final int MOST_KEPT = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final Optional<Object> fileKey;
  private final EntryCodec codec = new EntryCodec();
  private final FrameBuffer frames = new FrameBuffer();
  private long good;
  private boolean doubtful;

  private EntryLog(Path file, FileChannel channel, long good) throws IOException {
    this.file = file;
    this.channel = channel;
    this.good = good;
    this.fileKey = FileStamp.at(file).key();
  }

  /** Begins a log and removes an unused file of its name. */
  static EntryLog begin(Path file, long generation) throws IOException {
    // A file whose force failed before must not be used again, even if it is cut to nothing.
    Files.deleteIfExists(file);
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try {
      EntryLog log = new EntryLog(file, channel, 0);
      FileHeader.write(log.frames, generation);
      log.appendFrames();
      return log;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Continues a log and cuts off what follows its first {@code good} bytes. */
  static EntryLog resume(Path file, long good) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      return new EntryLog(file, channel, good);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Appends entries and makes them durable.
   *
   * @throws IOException if that failed; none of them is recorded then, unless the process ends
   *     before the next append
   */
  void append(List<PlacedEntry> entries) throws IOException {
    frames.clear(MOST_KEPT);
    for (PlacedEntry entry : entries) {
      codec.encode(entry, frames);
    }
    appendFrames();
  }

  private void appendFrames() throws IOException {
    append(ByteBuffer.wrap(frames.array(), 0, frames.size()));
    frames.clear(MOST_KEPT);
  }

  private void append(ByteBuffer bytes) throws IOException {
    // Also after a failed force: its pages may be clean in memory and missing on the disk.
    if (channel.size() != good) {
      channel.truncate(good);
    }
    int end = bytes.limit();
    try {
      while (bytes.position() < end) {
        bytes.limit(Math.min(end, bytes.position() + WRITTEN_AT_ONCE));
        channel.write(bytes, good + bytes.position());
      }
      doubtful = true;
      channel.force(false);
      doubtful = false;
      good += end;
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  /**
   * Whether a force failed. The kernel reports such a fault once: a later force of the same bytes
   * may succeed though they never reached the disk, so this file must not be used any more.
   */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Whether the file is still the one in the folder. */
  boolean isInPlace() throws IOException {
    return FileStamp.at(file).key().equals(fileKey);
  }

  long bytes() {
    return good;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void cutBack(IOException why) {
    try {
      channel.truncate(good);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
