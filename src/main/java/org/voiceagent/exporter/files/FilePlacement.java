package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts a file into a folder that is held open: writes it under a temporary name, forces it to disk,
 * and renames it, so that it is there whole or not at all. Replaces what has its name, and follows
 * no link. Not thread-safe.
 */
public final class FilePlacement {
  private final OpenFolder folder;

  /**
   * @param folder where the file goes
   */
  public FilePlacement(OpenFolder folder) {
    this.folder = folder;
  }

  /**
   * Puts a file there durably.
   *
   * @param name its bare name
   * @throws IOException if that failed; what was there before is there still
   */
  public void put(String name, byte[] content) throws IOException {
    Path target = folder.bare(name);
    Path beside = folder.bare("." + name + ".tmp");
    folder.removeFileIfThere(beside);
    boolean moved = false;
    try {
      folder.write(beside, content);
      folder.rename(beside, target);
      moved = true;
    } finally {
      if (!moved) {
        folder.removeFileIfThere(beside);
      }
    }
    force(folder.path());
  }

  /**
   * Forces the entries of a folder to disk. Never waits for a FIFO that took the folder's place.
   *
   * @throws IOException if the file system cannot do that
   */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve("."), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
