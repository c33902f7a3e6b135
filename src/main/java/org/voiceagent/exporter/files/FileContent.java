package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** The content of one file: its bytes, or why there are none. */
public sealed interface FileContent {
  /** As large as most files; a larger one gets memory of its own. */
  int BUFFER_BYTES = 32 << 10;

  /** One for each thread that reads: memory outside the heap, into which the kernel can write. */
  ThreadLocal<ByteBuffer> BUFFERS =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER_BYTES));

  /** The whole file. */
  final class Bytes implements FileContent {
    private final byte[] bytes;
    private final Instant modifiedAt;

    Bytes(byte[] bytes, Instant modifiedAt) {
      this.bytes = bytes;
      this.modifiedAt = modifiedAt;
    }

    /** The bytes themselves, not a copy; not to be changed. */
    public byte[] bytes() {
      return bytes;
    }

    /** When the file was last written. */
    public Instant modifiedAt() {
      return modifiedAt;
    }
  }

  /** There is no such file. */
  record Missing() implements FileContent {}

  /**
   * The file is not to be used.
   *
   * @param fault what is wrong with it
   * @param detail as a sentence fragment, such as {@code is a symbolic link}
   */
  record Unusable(Fault fault, String detail) implements FileContent {}

  /** What can be wrong with a file. */
  enum Fault {
    /** It is a folder, a link, a FIFO or the like. */
    NOT_REGULAR,
    /** It is larger than is read. */
    TOO_LARGE,
    /** The file system does not let it be read. */
    UNREADABLE
  }

  /**
   * Reads a regular file whole. Links are not followed, and anything that is not a regular file is
   * not even opened, because opening a FIFO would never return.
   *
   * @param name the file's bare name
   * @param attributes how the file stood when it was looked at
   * @param limit the most bytes to read; a larger file is unusable
   */
  static FileContent read(OpenFolder folder, Path name, BasicFileAttributes attributes, int limit) {
    try {
      if (!attributes.isRegularFile()) {
        String what = attributes.isSymbolicLink() ? "is a symbolic link" : "is not a regular file";
        return new Unusable(Fault.NOT_REGULAR, what);
      }
      if (attributes.size() > limit) {
        return tooLarge(limit);
      }
      try (SeekableByteChannel channel = folder.channel(name)) {
        Instant modifiedAt = attributes.lastModifiedTime().toInstant();
        return readOpen(channel, (int) attributes.size(), limit, modifiedAt);
      }
    } catch (NoSuchFileException gone) {
      return new Missing();
    } catch (IOException e) {
      return unreadable(folder, name, e);
    }
  }

  /** A file that could not even be looked at. */
  static Unusable unreadable(OpenFolder folder, Path name, IOException fault) {
    String why = ReadFault.words(folder.path().resolve(name), fault);
    return new Unusable(Fault.UNREADABLE, "cannot be read: " + why);
  }

  private static FileContent readOpen(
      SeekableByteChannel channel, int expected, int limit, Instant modifiedAt) throws IOException {
    // One spare byte tells a file that grew since from one that ends where expected.
    ByteBuffer buffer = expected < BUFFER_BYTES ? BUFFERS.get() : ByteBuffer.allocate(expected + 1);
    buffer.clear().limit(expected + 1);
    while (channel.read(buffer) > 0 && buffer.position() != expected) {
      if (buffer.position() > limit) {
        return tooLarge(limit);
      }
      if (!buffer.hasRemaining()) {
        buffer = grown(buffer, limit);
      }
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return new Bytes(bytes, modifiedAt);
  }

  private static ByteBuffer grown(ByteBuffer full, int limit) {
    int capacity = (int) Math.min(2L * full.capacity() + 64, limit + 1L);
    return ByteBuffer.allocate(Math.max(capacity, full.capacity() + 1)).put(full.flip());
  }

  private static FileContent tooLarge(int limit) {
    return new Unusable(Fault.TOO_LARGE, "is larger than " + limit + " bytes");
  }
}
