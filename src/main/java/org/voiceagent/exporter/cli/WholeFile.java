package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that has either its old or its whole new content, whenever it is read. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Replaces a file.
   *
   * @throws IOException if the file cannot be written; then the old one is unchanged
   */
  static void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a folder: name a file with --output");
    }
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " to write " + file + " into");
    }
    // Made in the usual way, unlike a temporary file, so that the user's umask applies.
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = folder.resolve(name);
    try {
      Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
