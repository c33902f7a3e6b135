package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.artifact.RemovedFolder.FileDigest;

/** The digests of all that is in a folder, at any depth; no link is followed. Not thread-safe. */
final class FolderDigests {
  private final List<FileDigest> found = new ArrayList<>();

  private FolderDigests() {}

  /**
   * Reads every file of an entry that is a folder.
   *
   * @throws IOException if it cannot be listed, is swapped meanwhile, or is nested too deep
   */
  static List<FileDigest> of(OpenFolder parent, Path name, BasicFileAttributes seen)
      throws IOException {
    FolderDigests digests = new FolderDigests();
    digests.into(parent, name, seen, "", FolderWalk.DEEPEST);
    return List.copyOf(digests.found);
  }

  private void into(OpenFolder parent, Path name, BasicFileAttributes seen, String within, int left)
      throws IOException {
    if (left == 0) {
      throw new FileSystemException(
          within, null, "lies below " + FolderWalk.DEEPEST + " folders, which is too deep");
    }
    try (OpenFolder folder = parent.open(name, seen)) {
      for (Path entry : folder.entries()) {
        try {
          entry(folder, entry, within + entry, left);
        } catch (NoSuchFileException gone) {
          // What is not there any more needs no digest.
        }
      }
    }
  }

  private void entry(OpenFolder folder, Path entry, String file, int left) throws IOException {
    BasicFileAttributes seen = folder.look(entry);
    if (seen.isDirectory()) {
      into(folder, entry, seen, file + "/", left - 1);
    } else {
      found.add(ofFile(folder, entry, file, seen));
    }
  }

  /** The digest of what is no folder, with no SHA-256 of what holds nothing or may not be read. */
  static FileDigest ofFile(OpenFolder folder, Path entry, String file, BasicFileAttributes seen)
      throws IOException {
    if (!seen.isRegularFile()) {
      return new FileDigest(file, 0, "");
    }
    try {
      return FolderRemoval.digest(folder, entry, file);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (FileSystemException unreadable) {
      return new FileDigest(file, seen.size(), "");
    }
  }
}
