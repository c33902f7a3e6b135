package org.voiceagent.exporter.lake.archive;

import java.time.Instant;

/**
 * A file of a call's folder, as an archive has it.
 *
 * @param name its path within the call's folder, with {@code /} between names
 * @param bytes its size
 * @param sha256 its checksum in 64 lower-case hexadecimal digits
 * @param modifiedAt when it was last written before it was archived
 */
public record ArchivedFile(String name, long bytes, String sha256, Instant modifiedAt) {

  /** Whether two files hold the same, whenever they were written. */
  boolean isSameAs(ArchivedFile other) {
    return name.equals(other.name) && bytes == other.bytes && sha256.equals(other.sha256);
  }
}
