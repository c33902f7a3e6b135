package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * A folder of bodies in the state folder, one file each, which only their owner may read. A body
 * that {@link #put} has returned for survives a crash. Thread-safe.
 */
final class BodyFolder {
  private static final String TEMPORARY = ".tmp-";

  private final Path folder;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private BodyFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder, makes it if it is not there, and deletes what an earlier process had not
   * finished writing.
   *
   * @throws IOException if it cannot be used
   */
  static BodyFolder open(Path folder) throws IOException {
    PrivateFile.makeFolder(folder);
    BodyFolder opened = new BodyFolder(folder);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
      for (Path unfinished : all) {
        Files.deleteIfExists(unfinished);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    for (StoredBody body : opened.all()) {
      opened.files.incrementAndGet();
      opened.bytes.addAndGet(opened.size(body));
    }
    return opened;
  }

  /** How many bodies there are. */
  long files() {
    return files.get();
  }

  /** How large they are together. */
  long bytes() {
    return bytes.get();
  }

  /**
   * Stores a body durably.
   *
   * @throws IOException if that failed; then nothing of it is left
   */
  void put(StoredBody body, byte[] content) throws IOException {
    Path temporary = folder.resolve(TEMPORARY + body.name());
    boolean moved = false;
    try {
      write(temporary, content);
      Files.move(temporary, folder.resolve(body.name()), StandardCopyOption.ATOMIC_MOVE);
      moved = true;
      files.incrementAndGet();
      bytes.addAndGet(content.length);
      force();
    } catch (IOException e) {
      // A body that may not survive must not be taken for one that does.
      if (moved) {
        remove(body);
      }
      throw e;
    } finally {
      if (!moved) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    FileAttribute<?>[] ownerOnly =
        folder.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private void force() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * All bodies, the oldest first.
   *
   * @throws IOException if the folder cannot be listed
   */
  List<StoredBody> all() throws IOException {
    List<StoredBody> found = new ArrayList<>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      names.forEach(file -> StoredBody.parse(file.getFileName().toString()).ifPresent(found::add));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(StoredBody::name));
    return found;
  }

  /** The content of a body; empty if it was removed. */
  Optional<byte[]> read(StoredBody body) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(body.name())));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /** The size of a body in bytes; 0 if it was removed. */
  long size(StoredBody body) throws IOException {
    try {
      return Files.readAttributes(
              folder.resolve(body.name()), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .size();
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  /** Removes a body, which may be gone already. */
  void remove(StoredBody body) throws IOException {
    long size = size(body);
    if (Files.deleteIfExists(folder.resolve(body.name()))) {
      files.decrementAndGet();
      bytes.addAndGet(-size);
    }
  }
}
