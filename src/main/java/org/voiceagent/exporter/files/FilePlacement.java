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
import java.util.Optional;
import java.util.Set;

/**
 * Puts a file into a folder that is held open: writes it under a temporary name, forces it to disk,
 * and renames it, so that it is there whole or not at all. Replaces what has its name, and follows
 * no link. Not thread-safe.
 */
public final class FilePlacement {
  private static final Set<OpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path folder;
  private final Optional<SecureDirectoryStream<Path>> held;

  /**
   * @param folder where the file goes
   */
  public FilePlacement(OpenFolder folder) {
    this.folder = folder.path();
    this.held = folder.held();
  }

  /**
   * Puts a file there durably.
   *
   * @param name its bare name
   * @throws IOException if that failed; what was there before is there still
   */
  public void put(String name, byte[] content) throws IOException {
    Path target = folder.getFileSystem().getPath(name);
    Path beside = folder.getFileSystem().getPath("." + name + ".tmp");
    deleteIfThere(beside);
    boolean moved = false;
    try {
      write(beside, content);
      move(beside, target);
      moved = true;
    } finally {
      if (!moved) {
        deleteIfThere(beside);
      }
    }
    force(folder);
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

  private void write(Path beside, byte[] content) throws IOException {
    try (SeekableByteChannel channel =
        held.isPresent()
            ? held.get().newByteChannel(beside, FRESH)
            : Files.newByteChannel(folder.resolve(beside), FRESH)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
    }
  }

  private void move(Path beside, Path target) throws IOException {
    if (held.isPresent()) {
      held.get().move(beside, held.get(), target);
    } else {
      Files.move(folder.resolve(beside), folder.resolve(target), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void deleteIfThere(Path name) throws IOException {
    try {
      if (held.isPresent()) {
        held.get().deleteFile(name);
      } else {
        Files.delete(folder.resolve(name));
      }
    } catch (NoSuchFileException none) {
      // Nothing was left by a process that ended.
    }
  }
}
