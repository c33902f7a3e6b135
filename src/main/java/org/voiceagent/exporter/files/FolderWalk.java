package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** Measures everything in a folder, without opening a file. Not thread-safe. */
final class FolderWalk {
  /** Folders within folders beyond this are left alone: each costs an open file and stack. */
  static final int DEEPEST = 16;

  private int files;
  private long bytes;
  private Instant newest = Instant.MIN;

  private FolderWalk() {}

  /**
   * Measures an entry that is a folder.
   *
   * @param seen how it stands
   * @param arrived when it came
   * @throws IOException if it cannot be listed, is swapped meanwhile, or is nested too deep
   */
  static FolderMeasure of(OpenFolder parent, Path name, BasicFileAttributes seen, Instant arrived)
      throws IOException {
    FolderWalk walk = new FolderWalk();
    walk.into(parent, name, seen, DEEPEST);
    Instant newest = walk.files > 0 ? walk.newest : seen.lastModifiedTime().toInstant();
    return new FolderMeasure(walk.files, walk.bytes, newest, arrived);
  }

  private void into(OpenFolder parent, Path name, BasicFileAttributes seen, int left)
      throws IOException {
    if (left == 0) {
      throw new FileSystemException(
          name.toString(), null, "is nested too deep: more than " + DEEPEST + " folders");
    }
    try (OpenFolder folder = parent.open(name, seen)) {
      for (Path entry : folder.entries()) {
        look(folder, entry, left);
      }
    }
  }

  private void look(OpenFolder folder, Path entry, int left) throws IOException {
    try {
      BasicFileAttributes seen = folder.look(entry);
      if (seen.isDirectory()) {
        into(folder, entry, seen, left - 1);
        return;
      }
      files++;
      bytes += seen.isRegularFile() ? seen.size() : 0;
      Instant written = seen.lastModifiedTime().toInstant();
      newest = written.isAfter(newest) ? written : newest;
    } catch (NoSuchFileException gone) {
      // It was removed in between, so it does not count.
    }
  }
}
