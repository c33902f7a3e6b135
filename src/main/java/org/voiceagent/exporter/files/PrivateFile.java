package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Writes small files that only their owner may read, so that after a crash either the whole file is
 * there or nothing of it.
 */
public final class PrivateFile {
  private static final String BESIDE = ".tmp";

  private PrivateFile() {}

  /**
   * Makes a folder that only its owner may use, unless it is there.
   *
   * @throws IOException if it cannot be made
   */
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, only(folder, "rwx------"));
      force(parent(folder));
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder)) {
        throw there;
      }
    }
  }

  /**
   * Makes a folder as {@link #makeFolder(Path)} does, and gives it to the owner of another file.
   *
   * @param owned the file whose owner gets the folder
   * @throws IOException if it cannot be made or given away, or a link has its name
   */
  public static void makeFolder(Path folder, Path owned) throws IOException {
    try {
      Files.createDirectory(folder, only(folder, "rwx------"));
      give(folder, owned);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw there;
      }
    }
  }

  /**
   * Writes a file durably, in place of what has its name.
   *
   * @throws IOException if that failed; what was there before is there still
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, Optional.empty());
  }

  /**
   * Writes a file durably, in place of what has its name, and gives it to the owner of another
   * file.
   *
   * @param owned the file whose owner gets it
   * @throws IOException if that failed; what was there before is there still
   */
  public static void write(Path file, byte[] bytes, Path owned) throws IOException {
    write(file, bytes, Optional.of(owned));
  }

  /**
   * Makes an empty file that only its owner may use, and opens it. Nothing of it is durable yet.
   *
   * @return a channel to write to it
   * @throws FileAlreadyExistsException if there is a file or link of its name
   * @throws IOException if it cannot be made
   */
  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        only(file, "rw-------"));
  }

  private static void write(Path file, byte[] bytes, Optional<Path> owned) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + BESIDE);
    Files.deleteIfExists(beside);
    try (FileChannel channel = create(beside)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    if (owned.isPresent()) {
      give(beside, owned.get());
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

  private static void give(Path file, Path owned) throws IOException {
    if (isPosix(file) && !Files.getOwner(file).equals(Files.getOwner(owned))) {
      Files.setOwner(file, Files.getOwner(owned));
    }
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
    return isPosix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
