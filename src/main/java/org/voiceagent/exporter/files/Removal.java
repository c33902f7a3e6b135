package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Removes one folder from the root: hides it first, then deletes it. Not thread-safe. */
final class Removal {
  private static final String HIDDEN = ".being-removed.";
  private static final String KEPT = ".kept.";

  /** The longest name that the usual file systems take, in bytes. */
  private static final int LONGEST_NAME = 255;

  private final Path path;
  private final OpenFolder root;
  private final FolderRemoval files;

  Removal(Path path, OpenFolder root, boolean digests) {
    this.path = path;
    this.root = root;
    this.files = new FolderRemoval(digests);
  }

  /** The name of the folder whose removal this entry is left from, if it is. */
  static Optional<String> began(String name) {
    return name.startsWith(HIDDEN) && name.length() > HIDDEN.length()
        ? Optional.of(name.substring(HIDDEN.length()))
        : Optional.empty();
  }

  /** Whether this entry is what a removal left, and so no call's name. */
  static boolean isLeft(String name) {
    return name.startsWith(HIDDEN) || name.startsWith(KEPT);
  }

  /**
   * Whether this entry is a folder's whose name was taken by another when it was to be restored.
   */
  static boolean isKept(String name) {
    return name.startsWith(KEPT);
  }

  /** The name an entry had before a removal renamed it; its own name if none did. */
  static String original(String name) {
    String shown = name.startsWith(HIDDEN) ? name.substring(HIDDEN.length()) : name;
    return shown.startsWith(KEPT) ? shown.substring(KEPT.length()) : shown;
  }

  /** The name an entry gets if its own is taken when it is to be restored. */
  static String kept(String name) {
    return KEPT + name;
  }

  /** When the entry last changed. */
  static Instant changedAt(Path entry) throws IOException {
    try {
      Object changed = Files.getAttribute(entry, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      if (changed instanceof FileTime time) {
        return time.toInstant();
      }
    } catch (UnsupportedOperationException | IllegalArgumentException noneKept) {
      // The modification time has to do.
    }
    return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  Optional<RemovedFolder> remove(Path name, Predicate<FolderMeasure> still) throws IOException {
    if (isTooLongToHide(name)) {
      return removeInPlace(name, still);
    }
    Path hidden = hidden(name);
    boolean finished = finish(name);
    Optional<BasicFileAttributes> seen = look(name);
    if (seen.isEmpty()) {
      return finished ? Optional.of(files.removed(name.toString())) : Optional.empty();
    }
    if (!seen.get().isDirectory()) {
      throw new NotDirectoryException(name.toString());
    }
    // Measured beforehand, so that what cannot be removed whole is left whole.
    Instant arrived = changedAt(path.resolve(name));
    FolderWalk.of(root, name, seen.get(), arrived);
    root.rename(name, hidden);
    boolean goes = false;
    try {
      goes = still.test(FolderWalk.of(root, hidden, same(hidden, seen.get()), arrived));
    } finally {
      if (!goes) {
        restore(name);
      }
    }
    if (!goes) {
      return Optional.empty();
    }
    // If part of it stays, no other user may read it until the next attempt.
    root.keepFromOthers(hidden);
    files.remove(root, hidden, seen.get());
    return Optional.of(files.removed(name.toString()));
  }

  /** A call's id is far shorter, so half of this folder cannot be taken for a call. */
  private Optional<RemovedFolder> removeInPlace(Path name, Predicate<FolderMeasure> still)
      throws IOException {
    Optional<BasicFileAttributes> seen = look(name);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    if (!still.test(FolderWalk.of(root, name, seen.get(), changedAt(path.resolve(name))))) {
      return Optional.empty();
    }
    files.remove(root, name, seen.get());
    return Optional.of(files.removed(name.toString()));
  }

  private static boolean isTooLongToHide(Path name) {
    return HIDDEN.length() + name.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  /** Gives a folder whose removal was begun its name back; false if there is none. */
  boolean restore(Path name) throws IOException {
    Path hidden = hidden(name);
    if (look(hidden).isEmpty()) {
      return false;
    }
    if (look(name).isEmpty()) {
      root.rename(hidden, name);
      return true;
    }
    Path kept = path.getFileSystem().getPath(KEPT + name);
    root.rename(hidden, kept);
    throw new FileSystemException(
        name.toString(),
        null,
        "was created again in the meantime; its earlier content is kept as " + kept);
  }

  /** Removes what an earlier removal left; false if it left nothing. */
  boolean finish(Path name) throws IOException {
    Path hidden = hidden(name);
    Optional<BasicFileAttributes> left = look(hidden);
    if (left.filter(BasicFileAttributes::isDirectory).isEmpty()) {
      return false;
    }
    files.remove(root, hidden, left.get());
    return true;
  }

  private BasicFileAttributes same(Path hidden, BasicFileAttributes seen) throws IOException {
    BasicFileAttributes now = root.look(hidden);
    if (!now.isDirectory() || !Objects.equals(now.fileKey(), seen.fileKey())) {
      throw new FileSystemException(
          hidden.toString(), null, "was swapped for something else while it was being removed");
    }
    return now;
  }

  /** The name a folder has while it is being removed. */
  static Path hidden(Path name) {
    return name.getFileSystem().getPath(HIDDEN + name);
  }

  private Optional<BasicFileAttributes> look(Path name) throws IOException {
    try {
      return Optional.of(root.look(name));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }
}
