package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * A folder of folders, held open. It may itself be a link; below it no link is followed, even if
 * files and folders are replaced at the same time: everything is opened relative to the folder that
 * holds it, never by a path that others could redirect. Where the file system does not support
 * that, links are only refused by a check beforehand. Not thread-safe.
 */
public final class GuardedRoot implements AutoCloseable {
  private static final int TYPE_BITS = 0170000;
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

  /** Whether an entry is what an unfinished removal left, whole or in part, under another name. */
  public static boolean isLeftOfRemoval(String name) {
    return Removal.isLeft(name);
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

  /**
   * Removes a call's folder with all that is in it. It is first renamed to a name that is not a
   * call's, so that half of it is never seen, and so that {@link #unfinishedRemovals} and another
   * call of this method can finish what a killed process left. No link is followed: a link is
   * removed itself, and where the folder is swapped for one, nothing is removed.
   *
   * @param name the folder's name
   * @param digests whether each file is read for its digest before it goes
   * @param still decides once the folder is hidden; if it returns false, because something was
   *     written to the folder just before, the folder gets its name back
   * @return what was removed; empty if there is no such folder, or it got its name back
   * @throws NotDirectoryException if it is not a folder, or a link
   * @throws IOException if it is swapped meanwhile, nested deeper than 16 folders, or something in
   *     it cannot be removed
   */
  public Optional<RemovedFolder> remove(
      String name, boolean digests, Predicate<FolderMeasure> still) throws IOException {
    return new Removal(path, opened(), digests).remove(single(name), still);
  }

  /**
   * Removes a call's folder even if something was written to it; see {@link #remove(String,
   * boolean, Predicate)}.
   */
  public Optional<RemovedFolder> remove(String name, boolean digests) throws IOException {
    return remove(name, digests, folder -> true);
  }

  /**
   * The digests of all files of a call's folder, also while its removal is begun and not finished;
   * none if it is not there.
   *
   * @throws IOException if it is not a folder, cannot be read, is swapped meanwhile, or is nested
   *     deeper than 16 folders
   */
  public List<FileDigest> digests(String name) throws IOException {
    List<FileDigest> found = new ArrayList<>();
    for (Path entry : List.of(Removal.hidden(single(name)), single(name))) {
      try {
        found.addAll(FolderDigests.of(opened(), entry, opened().look(entry)));
      } catch (NoSuchFileException none) {
        // Nothing of it is here.
      }
    }
    return found;
  }

  /**
   * The digest of an entry that is not a folder; of a link, none of what it leads to.
   *
   * @return one, or none if it is a folder or not there
   * @throws IOException if it cannot be looked at
   */
  public List<FileDigest> fileDigest(String name) throws IOException {
    try {
      BasicFileAttributes seen = look(single(name).toString());
      return seen.isDirectory()
          ? List.of()
          : List.of(FolderDigests.ofFile(opened(), single(name), name, seen));
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /**
   * Removes an entry that is not a folder; of a link, the link itself.
   *
   * @return false if there is none
   * @throws IOException if it cannot be removed, or is a folder
   */
  public boolean removeFile(String name) throws IOException {
    try {
      opened().removeFile(single(name));
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  /**
   * Takes what cannot be removed of a folder from others, and all content from some files in it, as
   * far as that can be done.
   *
   * @param name the folder's name, also while its removal is begun and not finished
   * @param files the names of the files within
   */
  public void withhold(String name, Collection<String> files) {
    for (Path entry : List.of(single(name), Removal.hidden(single(name)))) {
      opened().keepFromOthers(entry);
      try (OpenFolder folder = opened().open(entry, opened().look(entry))) {
        for (String file : files) {
          empty(folder, relative(file));
        }
      } catch (IOException notThere) {
        // Only one of them is there, or none may be opened.
      }
    }
  }

  private static void empty(OpenFolder folder, Path file) {
    try {
      folder.emptyFile(file);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException notOurs) {
      // What belongs to another user stays as it is; the caller says that it could not be removed.
    }
  }

  /**
   * The names of the folders whose removal was begun and not finished.
   *
   * @throws IOException if the root cannot be listed
   */
  public List<String> unfinishedRemovals() throws IOException {
    return names().stream().flatMap(name -> Removal.began(name).stream()).sorted().toList();
  }

  /** The name that an entry had before a removal renamed it; its own name if none did. */
  public static String originalName(String entry) {
    return Removal.original(entry);
  }

  /** The name that a folder has after a removal if another folder took its own meanwhile. */
  public static String keptName(String name) {
    return Removal.kept(name);
  }

  /**
   * The entries that a removal could not give their names back, because others had them.
   *
   * @throws IOException if the root cannot be listed
   */
  public List<String> keptAside() throws IOException {
    return names().stream().filter(Removal::isKept).sorted().toList();
  }

  /**
   * Removes what an earlier removal left of a folder, and nothing else.
   *
   * @return false if it left nothing
   * @throws IOException if something of it cannot be removed
   */
  public boolean finishRemoval(String name) throws IOException {
    return new Removal(path, opened(), false).finish(single(name));
  }

  /**
   * Gives a folder whose removal was begun and not finished its name back.
   *
   * @return false if there is none
   * @throws IOException if it cannot be renamed, or another folder has the name
   */
  public boolean restoreUnfinished(String name) throws IOException {
    return new Removal(path, opened(), false).restore(single(name));
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

  /** The root as a folder whose entries can be removed; not to be closed. */
  private OpenFolder opened() {
    return guarded().map(held -> OpenFolder.of(path, held)).orElseGet(() -> OpenFolder.at(path));
  }

  /** The root once more, because what is in an open folder can be listed but once. */
  private OpenFolder openAgain() throws IOException {
    return guarded().isPresent()
        ? OpenFolder.of(path, guarded().get().newDirectoryStream(relative(".")))
        : OpenFolder.at(path);
  }

  /** A name that leads nowhere but to an entry of the root. */
  private Path single(String name) {
    Path entry = relative(name);
    boolean simple = entry.getNameCount() == 1 && !entry.isAbsolute() && !name.endsWith("/");
    if (!simple || name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("no name of an entry");
    }
    return entry;
  }

  private Path relative(String name) {
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
