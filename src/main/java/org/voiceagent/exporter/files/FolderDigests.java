package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * Computes the digests of all files in a folder, at any depth. Follows no link. Not thread-safe.
 */
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
          within, null, "is nested too deep: more than " + FolderWalk.DEEPEST + " folders");
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

  /**
   * The digest of what is not a folder, with no SHA-256 of what holds nothing or may not be read.
   */
  static FileDigest ofFile(OpenFolder folder, Path entry, String file, BasicFileAttributes seen)
      throws IOException {
    if (!seen.isRegularFile()) {
      return new FileDigest(file, 0, "");
    }
    try {
      return read(folder, entry, file);
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (FileSystemException unreadable) {
      return new FileDigest(file, seen.size(), "");
    }
  }

  /**
   * Reads a regular file.
   *
   * @throws IOException if it cannot be read
   */
  static FileDigest read(OpenFolder folder, Path entry, String file) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    try (SeekableByteChannel channel = folder.channel(entry)) {
      return new FileDigest(file, Sha256.read(channel, sha256), Sha256.hex(sha256));
    }
  }
}
