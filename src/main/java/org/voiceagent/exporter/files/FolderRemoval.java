package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * Removes a folder with all that is in it: files, links themselves, folders within folders. Never
 * follows a link, and never opens anything but folders, and regular files if digests are wanted.
 * Entries that vanish in between are ignored. Not thread-safe.
 */
final class FolderRemoval {
  /** How often to retry a folder into which another process keeps writing. */
  private static final int ROUNDS = 5;

  private final boolean wantsDigests;
  private final List<FileDigest> digests = new ArrayList<>();
  private int files;
  private long bytes;

  FolderRemoval(boolean wantsDigests) {
    this.wantsDigests = wantsDigests;
  }

  /**
   * Removes an entry that is a folder.
   *
   * @param seen how it stood when it was looked at
   * @throws IOException if something cannot be removed; the rest of what stood before it is gone
   */
  void remove(OpenFolder parent, Path name, BasicFileAttributes seen) throws IOException {
    remove(parent, name, seen, "", FolderWalk.DEEPEST);
  }

  /** What went, under the name the folder had. */
  RemovedFolder removed(String name) {
    return new RemovedFolder(name, files, bytes, digests);
  }

  private void remove(
      OpenFolder parent, Path name, BasicFileAttributes seen, String within, int left)
      throws IOException {
    if (left == 0) {
      throw new FileSystemException(
          within, null, "is nested too deep: more than " + FolderWalk.DEEPEST + " folders");
    }
    for (int round = 1; ; round++) {
      empty(parent, name, seen, within, left);
      try {
        parent.removeFolder(name);
        return;
      } catch (NoSuchFileException gone) {
        return;
      } catch (DirectoryNotEmptyException written) {
        if (round == ROUNDS) {
          throw written;
        }
      }
    }
  }

  private void empty(
      OpenFolder parent, Path name, BasicFileAttributes seen, String within, int left)
      throws IOException {
    try (OpenFolder folder = parent.open(name, seen)) {
      for (Path entry : folder.entries()) {
        try {
          entry(folder, entry, within + entry, left);
        } catch (NoSuchFileException gone) {
          // Somebody else removed it first.
        }
      }
    }
  }

  private void entry(OpenFolder folder, Path entry, String file, int left) throws IOException {
    BasicFileAttributes seen = folder.look(entry);
    if (seen.isDirectory()) {
      remove(folder, entry, seen, file + "/", left - 1);
      return;
    }
    FileDigest digest =
        wantsDigests && seen.isRegularFile()
            ? FolderDigests.read(folder, entry, file)
            : new FileDigest(file, seen.isRegularFile() ? seen.size() : 0, "");
    folder.removeFile(entry);
    files++;
    bytes += digest.bytes();
    if (wantsDigests) {
      digests.add(digest);
    }
  }
}
