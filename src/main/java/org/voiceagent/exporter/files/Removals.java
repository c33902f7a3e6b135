package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;

/**
 * Removes folders and files from a {@link GuardedRoot}. A folder is hidden under another name
 * first, so that it is never seen half removed; after a crash, {@link #unfinished} lists what is
 * left. Not thread-safe.
 */
public final class Removals {
  private final GuardedRoot root;
  private final Path path;

  Removals(GuardedRoot root, Path path) {
    this.root = root;
    this.path = path;
  }

  /** Whether an entry is what an unfinished removal left, whole or in part, under another name. */
  public static boolean isLeft(String name) {
    return Removal.isLeft(name);
  }

  /**
   * Removes a call's folder with all that is in it. It is first renamed to a name that is not a
   * call's, so that half of it is never seen, and so that {@link #unfinished} and another call of
   * this method can finish what a killed process left. No link is followed: a link is removed
   * itself, and where the folder is swapped for one, nothing is removed.
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
    return new Removal(path, root.opened(), digests).remove(root.single(name), still);
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
    for (Path entry : List.of(Removal.hidden(root.single(name)), root.single(name))) {
      try {
        found.addAll(FolderDigests.of(root.opened(), entry, root.opened().look(entry)));
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
      BasicFileAttributes seen = root.look(root.single(name).toString());
      return seen.isDirectory()
          ? List.of()
          : List.of(FolderDigests.ofFile(root.opened(), root.single(name), name, seen));
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
      root.opened().removeFile(root.single(name));
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
    for (Path entry : List.of(root.single(name), Removal.hidden(root.single(name)))) {
      root.opened().keepFromOthers(entry);
      try (OpenFolder folder = root.opened().open(entry, root.opened().look(entry))) {
        for (String file : files) {
          empty(folder, root.relative(file));
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
  public List<String> unfinished() throws IOException {
    return root.names().stream().flatMap(name -> Removal.began(name).stream()).sorted().toList();
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
    return root.names().stream().filter(Removal::isKept).sorted().toList();
  }

  /**
   * Removes what an earlier removal left of a folder, and nothing else.
   *
   * @return false if it left nothing
   * @throws IOException if something of it cannot be removed
   */
  public boolean finish(String name) throws IOException {
    return new Removal(path, root.opened(), false).finish(root.single(name));
  }

  /**
   * Gives a folder whose removal was begun and not finished its name back.
   *
   * @return false if there is none
   * @throws IOException if it cannot be renamed, or another folder has the name
   */
  public boolean restore(String name) throws IOException {
    return new Removal(path, root.opened(), false).restore(root.single(name));
  }
}
