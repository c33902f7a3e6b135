package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;

/**
 * Writes, renames and deletes files of one folder by their bare names. Works in the folder that is
 * held open if the file system allows that, so that nothing can be put in its place, and follows no
 * link. Not thread-safe.
 *
 * @param path where the folder is
 * @param held the open folder; empty if the file system can only work by path
 */
record HeldFolder(Path path, Optional<SecureDirectoryStream<Path>> held) {
  private static final Set<OpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** The name as a path of the folder's file system. */
  Path bare(String name) {
    return path.getFileSystem().getPath(name);
  }

  /**
   * Writes a file that is not there yet, and forces it to disk.
   *
   * @param attributes what it is made with, as far as the file system has them
   */
  void write(Path name, byte[] content, FileAttribute<?>... attributes) throws IOException {
    try (SeekableByteChannel channel = fresh(name, attributes)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
    }
  }

  /** Renames a file in one step; a file that has the other name is replaced. */
  void move(Path from, Path to) throws IOException {
    if (held.isPresent()) {
      held.get().move(from, held.get(), to);
    } else {
      Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes a file that a process may have left when it ended. */
  void deleteIfThere(Path name) throws IOException {
    try {
      if (held.isPresent()) {
        held.get().deleteFile(name);
      } else {
        Files.delete(path.resolve(name));
      }
    } catch (NoSuchFileException none) {
      // Which is as it should be.
    }
  }

  private SeekableByteChannel fresh(Path name, FileAttribute<?>... attributes) throws IOException {
    if (held.isPresent()) {
      return held.get().newByteChannel(name, FRESH, attributes);
    }
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.newByteChannel(path.resolve(name), FRESH, attributes)
        : Files.newByteChannel(path.resolve(name), FRESH);
  }
}
