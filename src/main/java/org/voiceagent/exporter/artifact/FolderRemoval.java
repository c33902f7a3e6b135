package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.voiceagent.exporter.artifact.RemovedFolder.FileDigest;

/**
 * Removes a folder with all that is in it: files, links themselves, folders within folders. Never
 * follows a link, and never opens anything but folders, and regular files if digests are wanted.
 * What vanishes meanwhile is fine. Not thread-safe.
 */
final class FolderRemoval {
  /** How often a folder is emptied anew into which somebody goes on writing. */
  private static final int ROUNDS = 5;

  private static final int BUFFER_BYTES = 1 << 16;

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
          within, null, "lies below " + FolderWalk.DEEPEST + " folders, which is too deep");
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
            ? digest(folder, entry, file)
            : new FileDigest(file, seen.isRegularFile() ? seen.size() : 0, "");
    folder.removeFile(entry);
    files++;
    bytes += digest.bytes();
    if (wantsDigests) {
      digests.add(digest);
    }
  }

  static FileDigest digest(OpenFolder folder, Path entry, String file) throws IOException {
    MessageDigest sha256 = sha256();
    long read = 0;
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (SeekableByteChannel channel = folder.channel(entry)) {
      while (channel.read(buffer.clear()) >= 0) {
        read += buffer.flip().remaining();
        sha256.update(buffer);
      }
    }
    return new FileDigest(file, read, HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
