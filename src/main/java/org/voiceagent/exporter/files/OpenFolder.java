package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A folder whose entries are looked at, opened and removed by their bare names, without following a
 * link. Where the file system allows it, every access is relative to the folder that was opened,
 * even if its path leads elsewhere by then. Not thread-safe.
 */
public final class OpenFolder implements AutoCloseable {
  private static final Set<OpenOption> READ_NO_LINK =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private static final Set<OpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** With which files are made that only their owner may use. */
  static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final Optional<SecureDirectoryStream<Path>> held;

  private OpenFolder(Path path, Optional<SecureDirectoryStream<Path>> held) {
    this.path = path;
    this.held = held;
  }

  /** A folder that is looked at by its path only. */
  static OpenFolder at(Path path) {
    return new OpenFolder(path, Optional.empty());
  }

  /** A folder that the caller holds open and closes; do not call {@link #entries} on it. */
  static OpenFolder of(Path path, SecureDirectoryStream<Path> held) {
    return new OpenFolder(path, Optional.of(held));
  }

  /** A folder that was opened for this. */
  static OpenFolder held(Path path, DirectoryStream<Path> held) {
    return new OpenFolder(path, Optional.of((SecureDirectoryStream<Path>) held));
  }

  /** Whether the folder itself is held open, so that its path no longer matters. */
  public boolean isHeld() {
    return held.isPresent();
  }

  /** The path by which it was opened. */
  public Path path() {
    return path;
  }

  /** The folder itself, where the file system can hold it. */
  Optional<SecureDirectoryStream<Path>> held() {
    return held;
  }

  /**
   * The bare names of what is in it; to be asked once of a folder held open.
   *
   * @throws IOException if it cannot be listed
   */
  public List<Path> entries() throws IOException {
    List<Path> names = new ArrayList<>();
    list(names::add);
    return names;
  }

  /**
   * Lists what is in it, to be done once with a folder held open.
   *
   * @param more is given each bare name, and says whether it wants more
   * @throws IOException if it cannot be listed
   */
  public void list(Predicate<Path> more) throws IOException {
    if (held.isPresent()) {
      list(held.get(), more);
    } else {
      try (DirectoryStream<Path> listed = Files.newDirectoryStream(path)) {
        list(listed, more);
      }
    }
  }

  private static void list(DirectoryStream<Path> folder, Predicate<Path> more) throws IOException {
    try {
      for (Path entry : folder) {
        if (!more.test(entry.getFileName())) {
          return;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * How the folder itself stands.
   *
   * @throws IOException if the file system does not answer
   */
  public BasicFileAttributes look() throws IOException {
    return held.isPresent()
        ? held.get().getFileAttributeView(BasicFileAttributeView.class).readAttributes()
        : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * How an entry stands; a link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be looked at
   */
  public BasicFileAttributes look(Path name) throws IOException {
    return held.isPresent()
        ? held.get()
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes()
        : Files.readAttributes(
            path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Opens a folder in it. A dot is appended to the name, so that the kernel refuses a FIFO that
   * took the folder's place at once, instead of waiting for its other end. A link that took its
   * place is noticed because it leads to another folder.
   *
   * @param seen how the entry stood when it was looked at
   * @throws FileSystemException if it is not the folder any more that was looked at
   * @throws IOException if it cannot be opened
   */
  public OpenFolder open(Path name, BasicFileAttributes seen) throws IOException {
    if (!seen.isDirectory()) {
      throw new NotDirectoryException(name.toString());
    }
    Path below = path.resolve(name);
    if (held.isEmpty()) {
      sameOrRefuse(name, seen, look(name));
      return at(below);
    }
    return new OpenFolder(below, Optional.of(open(held.get(), name, seen)));
  }

  /** Opens a folder in one held open; see {@link #open(Path, BasicFileAttributes)}. */
  static SecureDirectoryStream<Path> open(
      SecureDirectoryStream<Path> held, Path name, BasicFileAttributes seen) throws IOException {
    SecureDirectoryStream<Path> opened = held.newDirectoryStream(name.resolve("."));
    try {
      sameOrRefuse(
          name, seen, opened.getFileAttributeView(BasicFileAttributeView.class).readAttributes());
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Opens a regular file in it, which must have been looked at, for reading. */
  public SeekableByteChannel channel(Path name) throws IOException {
    return held.isPresent()
        ? held.get().newByteChannel(name, READ_NO_LINK)
        : Files.newByteChannel(path.resolve(name), READ_NO_LINK);
  }

  /**
   * Takes a folder in it from all but its owner, where that can be done.
   *
   * @return false if not, as for a folder of another user's
   */
  boolean keepFromOthers(Path name) {
    try {
      PosixFileAttributeView view =
          held.isPresent()
              ? held.get()
                  .getFileAttributeView(
                      name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              : Files.getFileAttributeView(
                  path.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view == null || !look(name).isDirectory()) {
        return false;
      }
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      return true;
    } catch (IOException | UnsupportedOperationException notOurs) {
      return false;
    }
  }

  /**
   * Takes all content from a regular file in it. A file that has another name elsewhere, as in a
   * backup of hard links, is left as it is.
   *
   * @throws IOException if it cannot be written to
   */
  void emptyFile(Path name) throws IOException {
    Object links = Files.getAttribute(path.resolve(name), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    if (!look(name).isRegularFile() || !Integer.valueOf(1).equals(links)) {
      return;
    }
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
    (held.isPresent()
            ? held.get().newByteChannel(name, options)
            : Files.newByteChannel(path.resolve(name), options))
        .close();
  }

  /**
   * Makes a file in it that is not there yet, and opens it.
   *
   * @param attributes what it is made with, as far as the file system has them
   * @throws java.nio.file.FileAlreadyExistsException if something has its name
   * @throws IOException if it cannot be made
   */
  SeekableByteChannel create(Path name, FileAttribute<?>... attributes) throws IOException {
    if (held.isPresent()) {
      return held.get().newByteChannel(name, FRESH, attributes);
    }
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.newByteChannel(path.resolve(name), FRESH, attributes)
        : Files.newByteChannel(path.resolve(name), FRESH);
  }

  /**
   * Writes a file that is not there yet, and forces it to disk.
   *
   * @param attributes what it is made with, as far as the file system has them
   */
  void write(Path name, byte[] content, FileAttribute<?>... attributes) throws IOException {
    try (SeekableByteChannel channel = create(name, attributes)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
    }
  }

  /** Sets when an entry was last written; a link is not followed. */
  void setModified(Path name, Instant at) throws IOException {
    BasicFileAttributeView view =
        held.isPresent()
            ? held.get()
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            : Files.getFileAttributeView(
                path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setTimes(FileTime.from(at), null, null);
  }

  /**
   * Gives an entry another name within this folder. A file replaces a file that has the name; a
   * folder replaces an empty folder at most.
   */
  void rename(Path name, Path next) throws IOException {
    if (held.isPresent()) {
      held.get().move(name, held.get(), next);
    } else {
      Files.move(path.resolve(name), path.resolve(next), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Moves an entry into another open folder; a file that has the name there is replaced. */
  void moveInto(Path name, OpenFolder into, Path next) throws IOException {
    if (held.isPresent() && into.held.isPresent()) {
      held.get().move(name, into.held.get(), next);
    } else {
      Files.move(path.resolve(name), into.path.resolve(next), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes an entry that is not a folder; of a link, the link itself. */
  void removeFile(Path name) throws IOException {
    if (held.isPresent()) {
      held.get().deleteFile(name);
    } else {
      Files.delete(path.resolve(name));
    }
  }

  /** Removes a file that a process may have left when it ended. */
  void removeFileIfThere(Path name) throws IOException {
    try {
      removeFile(name);
    } catch (NoSuchFileException none) {
      // Which is as it should be.
    }
  }

  /** A name as a path of the folder's file system. */
  Path bare(String name) {
    return path.getFileSystem().getPath(name);
  }

  /**
   * Removes an empty folder.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if it is not empty, where the file system
   *     reports that
   */
  void removeFolder(Path name) throws IOException {
    if (held.isPresent()) {
      held.get().deleteDirectory(name);
    } else {
      Files.delete(path.resolve(name));
    }
  }

  @Override
  public void close() throws IOException {
    if (held.isPresent()) {
      held.get().close();
    }
  }

  private static void sameOrRefuse(Path name, BasicFileAttributes seen, BasicFileAttributes now)
      throws IOException {
    if (!now.isDirectory() || !Objects.equals(seen.fileKey(), now.fileKey())) {
      throw new FileSystemException(
          name.toString(), null, "was swapped for something else while it was being opened");
    }
  }
}
