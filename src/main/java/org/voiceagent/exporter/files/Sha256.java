package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums of files. Thread-safe. */
public final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 16;

  private Sha256() {}

  /** A digest to which bytes are added. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The result of a digest in 64 lower-case hexadecimal digits; the digest starts over. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The checksum of a file in 64 lower-case hexadecimal digits.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    try (ReadableByteChannel channel = Files.newByteChannel(file)) {
      read(channel, digest);
    }
    return hex(digest);
  }

  /** The checksum of some bytes in 64 lower-case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** Adds everything that a channel has to a digest, and returns how many bytes that were. */
  static long read(ReadableByteChannel channel, MessageDigest digest) throws IOException {
    long read = 0;
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (channel.read(buffer.clear()) >= 0) {
      read += buffer.flip().remaining();
      digest.update(buffer);
    }
    return read;
  }
}
