package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Which file is at a path, so that a replaced one is told from the one that was opened. */
final class FileKey {
  private FileKey() {}

  /** The file's key; empty if there is none, or if the file system has no keys. */
  static Optional<Object> of(Path file) throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
