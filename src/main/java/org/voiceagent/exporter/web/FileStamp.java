package org.voiceagent.exporter.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.yaml.FileAccess;

/**
 * What tells a changed file from an unchanged one without reading it. Links are followed, because
 * Kubernetes and certbot replace the link.
 *
 * @param bytes its size; -1 if it is not there, or the file system does not answer
 * @param modified when it was written
 * @param key which file it is, where the file system tells
 */
record FileStamp(long bytes, FileTime modified, Optional<Object> key) {
  private static final FileStamp MISSING =
      new FileStamp(-1, FileTime.fromMillis(0), Optional.empty());

  /** The stamps of files as they are now. */
  static List<FileStamp> of(List<Path> files) {
    return files.stream().map(FileStamp::of).toList();
  }

  private static FileStamp of(Path file) {
    try {
      BasicFileAttributes now =
          FileAccess.within(() -> Files.readAttributes(file, BasicFileAttributes.class));
      return new FileStamp(now.size(), now.lastModifiedTime(), Optional.ofNullable(now.fileKey()));
    } catch (IOException e) {
      return MISSING;
    }
  }
}
