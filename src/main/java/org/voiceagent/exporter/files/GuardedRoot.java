package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of folders, held open. It may itself be a link; below it no link is followed, even if
 * files and folders are replaced at the same time: everything is opened relative to the folder that
 * holds it, never by a path that others could redirect. Where the file system does not support
 * that, links are only refused by a check beforehand. Not thread-safe.
 */
public final class GuardedRoot implements AutoCloseable {
  private static final int TYPE_BITS = 0170000;
  private static final int MODE_BITS = 07777;
  private static final int FIFO = 0010000;

  private final Path path;
  private final DirectoryStream<Path> stream;

  private GuardedRoot(Path path, DirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
  }

  /**
   * Opens the folder.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be opened
   */
  @SuppressWarnings("StreamResourceLeak") // closed with what is returned
  public static GuardedRoot open(Path path) throws IOException {
    return new GuardedRoot(path, Files.newDirectoryStream(path));
  }

  /** Whether no link can lead outside, even if it is swapped in at the worst moment. */
  public boolean isGuarded() {
    return stream instanceof SecureDirectoryStream;
  }

  /**
   * How the entry of this name stands; a link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be looked at
   */
  public BasicFileAttributes look(String name) throws IOException {
    return opened().look(relative(name));
  }

  /**
   * Opens a folder, which must have been looked at: opening a FIFO waits for its other end.
   *
   * @throws NotDirectoryException if it is something else, or a link
   * @throws IOException if it cannot be opened
   */
  public OpenFolder folder(String name) throws IOException {
    Path below = path.resolve(name);
    if (guarded().isPresent()) {
      return OpenFolder.held(
          below, guarded().get().newDirectoryStream(relative(name), LinkOption.NOFOLLOW_LINKS));
    }
    if (!look(name).isDirectory()) {
      throw new NotDirectoryException(name);
    }
    return OpenFolder.at(below);
  }

  /**
   * Opens a folder that stood like this when it was looked at; never waits, whatever took its place
   * since.
   *
   * @param seen what {@link #look} said
   * @throws IOException if it is not that folder any more, or cannot be opened
   */
  public OpenFolder folder(String name, BasicFileAttributes seen) throws IOException {
    return opened().open(relative(name), seen);
  }

  /**
   * Reads a file of this folder whole.
   *
   * @param seen what {@link #look} said
   * @param limit the most bytes to read; a larger file is unusable
   */
  public FileContent content(String name, BasicFileAttributes seen, int limit) {
    return FileContent.read(opened(), single(name), seen, limit);
  }

  /**
   * Moves a file into one of the folders here, which is made if it is missing, with the mode of
   * this folder. At every moment the file has the one name or the other; a file that has the other
   * name already is replaced. No link is followed.
   *
   * @param file the file's name
   * @param folder the folder's name
   * @param next the file's name in that folder
   * @throws java.nio.file.FileSystemException if it is not a regular file, or the folder is none
   * @throws IOException if it cannot be moved
   */
  public void moveInto(String file, String folder, String next) throws IOException {
    if (!look(file).isRegularFile()) {
      throw new FileSystemException(file, null, "is not a regular file");
    }
    boolean made = makeIfMissing(folder);
    try (OpenFolder into = folder(folder, look(folder))) {
      opened().moveInto(relative(file), into, relative(next));
    } catch (IOException e) {
      if (made) {
        removeQuietly(folder);
      }
      throw e;
    }
  }

  private boolean makeIfMissing(String folder) throws IOException {
    Path below = path.resolve(single(folder));
    try {
      Files.createDirectory(below);
    } catch (FileAlreadyExistsException there) {
      return false;
    }
    try {
      Object mode = Files.getAttribute(path, "unix:mode");
      Files.setAttribute(below, "unix:mode", (Integer) mode & MODE_BITS, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unusual) {
      // Then it has the mode that any new folder gets.
    }
    return true;
  }

  private void removeQuietly(String folder) {
    try {
      opened().removeFolder(relative(folder));
    } catch (IOException stays) {
      // An empty folder does no harm.
    }
  }

  /** Why the entry of this name could not be read, as a sentence fragment for the log. */
  public String whyUnreadable(String name, IOException fault) {
    return ReadFault.words(path.resolve(name), fault);
  }

  /**
   * The names of all that is in the folder now, in no order, those that begin with a dot among
   * them.
   *
   * @throws IOException if it cannot be listed
   */
  public List<String> names() throws IOException {
    try (OpenFolder again = openAgain()) {
      return again.entries().stream().map(Path::toString).toList();
    }
  }

  /**
   * When the entry of this name last changed: by the file system's change time where it has one,
   * which cannot be set back, otherwise by the modification time.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be looked at
   */
  public Instant changedAt(String name) throws IOException {
    return Removal.changedAt(path.resolve(single(name)));
  }

  /**
   * When a file of a folder last changed, also where it was rewritten in place, which does not
   * change the folder; empty if there is none or it cannot be looked at.
   */
  public Optional<Instant> changedAt(String name, String file) {
    try {
      return Optional.of(Removal.changedAt(path.resolve(single(name)).resolve(single(file))));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * How large a call's folder is and how recent, all its folders within folders taken together.
   *
   * @throws NotDirectoryException if it is not a folder, or a link
   * @throws IOException if it is not there, cannot be listed, is swapped meanwhile, or is nested
   *     deeper than 16 folders
   */
  public FolderMeasure measure(String name) throws IOException {
    Path entry = single(name);
    return FolderWalk.of(opened(), entry, opened().look(entry), changedAt(name));
  }

  /** Removes folders and files from this root, also what an earlier process left half removed. */
  public Removals removals() {
    return new Removals(this, path);
  }

  /**
   * Opens the other end of every FIFO that stands in place of a folder or of one of its files, so
   * that a reader stuck on it goes on and finds it empty.
   *
   * @param name the folder's name
   * @param files the names of the files within that the program reads
   */
  public void releaseReaders(String name, Collection<String> files) {
    Path entry = path.resolve(name);
    if (isFifo(entry)) {
      guarded().ifPresent(root -> openBothEnds(root, relative(name)));
      return;
    }
    try (OpenFolder folder = folder(name)) {
      for (String file : files) {
        if (isFifo(entry.resolve(file))) {
          folder.held().ifPresent(open -> openBothEnds(open, relative(file)));
        }
      }
    } catch (IOException gone) {
      // Nothing to release here; the reader stays until its file system answers.
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private Optional<SecureDirectoryStream<Path>> guarded() {
    return stream instanceof SecureDirectoryStream<Path> secure
        ? Optional.of(secure)
        : Optional.empty();
  }

  /**
   * Whether there is an entry of this name.
   *
   * @param name its bare name
   * @throws IOException if it cannot be looked at
   */
  public boolean has(String name) throws IOException {
    try {
      look(name);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  /** The path by which it was opened. */
  Path path() {
    return path;
  }

  /** The root as a folder whose entries can be removed; not to be closed. */
  OpenFolder opened() {
    return guarded().map(held -> OpenFolder.of(path, held)).orElseGet(() -> OpenFolder.at(path));
  }

  /** The root once more, because what is in an open folder can be listed but once. */
  private OpenFolder openAgain() throws IOException {
    return guarded().isPresent()
        ? OpenFolder.of(path, guarded().get().newDirectoryStream(relative(".")))
        : OpenFolder.at(path);
  }

  /** A name that leads nowhere but to an entry of the root. */
  Path single(String name) {
    Path entry = relative(name);
    boolean simple = entry.getNameCount() == 1 && !entry.isAbsolute() && !name.endsWith("/");
    if (!simple || name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("no name of an entry");
    }
    return entry;
  }

  Path relative(String name) {
    return path.getFileSystem().getPath(name);
  }

  /** A device must not be opened for writing, so a mere "other" is not enough. */
  private static boolean isFifo(Path file) {
    try {
      Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return mode instanceof Integer bits && (bits & TYPE_BITS) == FIFO;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }

  /** Opening a FIFO for both never waits on Linux. */
  private static void openBothEnds(SecureDirectoryStream<Path> folder, Path file) {
    try {
      folder
          .newByteChannel(
              file,
              Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))
          .close();
    } catch (IOException notOurs) {
      // Without permission to write to it, its reader cannot be helped.
    }
  }
}
