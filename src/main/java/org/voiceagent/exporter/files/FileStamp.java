package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells a changed file from an unchanged one without reading it: two equal stamps mean that
 * nothing was written in between, as far as the file system shows.
 *
 * @param present whether there is something, even if it cannot be looked at
 * @param size in bytes; 0 for a folder, -1 for what cannot be looked at
 * @param modified when it was last written; the epoch if it is not there or cannot be looked at
 * @param key identifies the file, so that a replacement differs from the original; empty where the
 *     file system has no such key
 */
public record FileStamp(boolean present, long size, Instant modified, Optional<Object> key) {
  /** The stamp of a file that is not there. */
  public static final FileStamp ABSENT = new FileStamp(false, 0, Instant.EPOCH, Optional.empty());

  /** The stamp of a file that cannot be looked at. */
  public static final FileStamp HIDDEN = new FileStamp(true, -1, Instant.EPOCH, Optional.empty());

  /** The stamp of a file that was just looked at. */
  public static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        true,
        attributes.isDirectory() ? 0 : attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Optional.ofNullable(attributes.fileKey()));
  }

  /**
   * The stamp of the file at a path now, {@link #ABSENT} if there is none. Links are followed.
   *
   * @throws IOException if it cannot be looked at
   */
  public static FileStamp at(Path file) throws IOException {
    try {
      return of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException gone) {
      return ABSENT;
    }
  }
}
