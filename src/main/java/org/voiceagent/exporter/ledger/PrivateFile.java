package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes small files of the state folder, for the owner's eyes only, so that after a crash either
 * all of a file is there or nothing of it.
 */
public final class PrivateFile {
  private static final String BESIDE = ".tmp";

  private PrivateFile() {}

  /**
   * Makes a folder below the state folder, unless it is there.
   *
   * @throws IOException if it cannot be made
   */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, only(folder, "rwx------"));
      force(parent(folder));
    }
  }

  /**
   * Writes a file durably, in place of what has its name.
   *
   * @throws IOException if that failed; what was there before is there still
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + BESIDE);
    Files.deleteIfExists(beside);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            only(file, "rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    force(parent(file));
  }

  /**
   * Deletes a file durably, and what an ended process left beside it.
   *
   * @throws IOException if that failed
   */
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + BESIDE));
    Files.deleteIfExists(file);
    force(parent(file));
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] only(Path file, String permissions) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
