package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file of frames, read through a small window. Not thread-safe. */
final class FrameFile implements AutoCloseable {
  private static final int WINDOW_BYTES = 1 << 18;

  private final FileChannel channel;
  private final long size;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowAt;

  private FrameFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  static FrameFile open(Path file) throws IOException {
    return new FrameFile(FileChannel.open(file, StandardOpenOption.READ));
  }

  /** Bytes in the file when it was opened. */
  long size() {
    return size;
  }

  /** The payload of the frame that begins here, or empty if there is no undamaged one. */
  Optional<byte[]> at(long position) throws IOException {
    if (!load(position, Frame.HEADER_BYTES) || window.getInt(offset(position)) != Frame.MARK) {
      return Optional.empty();
    }
    int length = window.getInt(offset(position) + Integer.BYTES);
    int checksum = window.getInt(offset(position) + 2 * Integer.BYTES);
    if (length < 0 || length > Frame.MOST_BYTES || !load(position, Frame.HEADER_BYTES + length)) {
      return Optional.empty();
    }
    byte[] payload = new byte[length];
    window.get(offset(position) + Frame.HEADER_BYTES, payload);
    return Frame.checksum(payload) == checksum ? Optional.of(payload) : Optional.empty();
  }

  /**
   * Where the next undamaged frame begins, at this position or after it; empty if there is none.
   */
  Optional<Long> frameFrom(long position) throws IOException {
    for (long at = position; at + Frame.HEADER_BYTES <= size; at++) {
      if (at(at).isPresent()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Makes the window hold these bytes; false if the file is too short for them. */
  private boolean load(long position, int bytes) throws IOException {
    if (position + bytes > size) {
      return false;
    }
    if (position < windowAt || position + bytes > windowAt + window.limit()) {
      if (bytes > window.capacity()) {
        window = ByteBuffer.allocate(bytes);
      }
      window.clear();
      windowAt = position;
      int read = 0;
      while (read >= 0 && window.hasRemaining()) {
        read = channel.read(window, windowAt + window.position());
      }
      window.flip();
    }
    return position + bytes <= windowAt + window.limit();
  }

  private int offset(long position) {
    return (int) (position - windowAt);
  }
}
