package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.voiceagent.exporter.files.Sha256;

/**
 * A file of a call's folder, as an archive has it.
 *
 * @param name its path within the call's folder, with {@code /} between names
 * @param bytes its size
 * @param sha256 its checksum in 64 lower-case hexadecimal digits
 * @param modifiedAt when it was last written before it was archived
 */
public record ArchivedFile(String name, long bytes, String sha256, Instant modifiedAt) {

  /**
   * Copies a file, and says what was copied.
   *
   * @param content what it holds; not closed
   * @param to where it goes; not closed
   * @throws IOException if it cannot be read or written
   */
  static ArchivedFile copy(String name, Instant modifiedAt, InputStream content, OutputStream to)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = new DigestInputStream(content, digest).transferTo(to);
    return new ArchivedFile(name, bytes, Sha256.hex(digest), modifiedAt);
  }

  /** Whether two files hold the same, whenever they were written. */
  boolean isSameAs(ArchivedFile other) {
    return name.equals(other.name) && bytes == other.bytes && sha256.equals(other.sha256);
  }
}
