package org.voiceagent.exporter.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * Puts a whole folder into a {@link GuardedRoot}: its files are written below a hidden name, forced
 * to the disk, and then the folder gets its name, so that it is there whole or not at all. Only the
 * owner may read it. Nothing is overwritten, no link is followed, and no name leads outside. Not
 * thread-safe.
 */
public final class FolderPlacement {
  private static final String HIDDEN = ".being-restored.";

  private final GuardedRoot root;
  private final Path hidden;

  private FolderPlacement(GuardedRoot root, Path hidden) {
    this.root = root;
    this.hidden = hidden;
  }

  /** Adds the files of a folder. */
  @FunctionalInterface
  public interface Filling {
    /**
     * Adds all files; throws to leave nothing there.
     *
     * @throws IOException if a file cannot be added
     */
    void fill(FolderPlacement folder) throws IOException;
  }

  /** The name that a folder has until all of it is there, and that a killed process leaves. */
  public static String hiddenName(String name) {
    return HIDDEN + name;
  }

  /** The name that a folder is to get, of its hidden one; any other name as it is. */
  public static String originalName(String entry) {
    return entry.startsWith(HIDDEN) ? entry.substring(HIDDEN.length()) : entry;
  }

  /**
   * Puts a folder there durably.
   *
   * @param name its bare name
   * @throws FileAlreadyExistsException if something has its name
   * @throws IOException if it cannot be written; nothing is left of it then
   */
  public static void put(GuardedRoot root, String name, Filling filling) throws IOException {
    Path target = root.single(name);
    if (root.has(name)) {
      throw new FileAlreadyExistsException(name);
    }
    FolderPlacement placement = new FolderPlacement(root, root.single(hiddenName(name)));
    placement.clear();
    boolean placed = false;
    try {
      PrivateFile.makeFolder(root.path().resolve(placement.hidden));
      filling.fill(placement);
      if (root.has(name)) {
        throw new FileAlreadyExistsException(name);
      }
      root.opened().rename(placement.hidden, target);
      placed = true;
    } finally {
      if (!placed) {
        placement.clear();
      }
    }
    FilePlacement.force(root.path());
  }

  /**
   * Adds a file.
   *
   * @param name its path within the folder, with {@code /} between names
   * @param modifiedAt when it was last written
   * @param content what it holds; its own end is its end
   * @throws FileSystemException if a name is empty, {@code .} or {@code ..}
   * @throws IOException if it cannot be written
   */
  public void file(String name, Instant modifiedAt, InputStream content) throws IOException {
    String[] names = name.split("/", -1);
    for (String one : names) {
      if (one.isEmpty() || one.equals(".") || one.equals("..") || one.indexOf('\0') >= 0) {
        throw new FileSystemException(name, null, "leads out of its folder");
      }
    }
    try (OpenFolder folder = root.opened().open(hidden, root.opened().look(hidden))) {
      into(folder, names, 0, modifiedAt, content);
    }
  }

  private static void into(
      OpenFolder folder, String[] names, int at, Instant modifiedAt, InputStream content)
      throws IOException {
    Path name = folder.bare(names[at]);
    if (at == names.length - 1) {
      try (SeekableByteChannel channel = folder.create(name, OpenFolder.OWNER_ONLY)) {
        OutputStream out = Channels.newOutputStream(channel);
        content.transferTo(out);
        if (channel instanceof FileChannel file) {
          file.force(true);
        }
      }
      folder.setModified(name, modifiedAt);
      return;
    }
    // A folder that were made elsewhere by a swapped path is not found here, and nothing is
    // written.
    PrivateFile.makeFolder(folder.path().resolve(name));
    try (OpenFolder below = folder.open(name, folder.look(name))) {
      into(below, names, at + 1, modifiedAt, content);
    }
  }

  private void clear() throws IOException {
    try {
      BasicFileAttributes seen = root.opened().look(hidden);
      if (seen.isDirectory()) {
        new FolderRemoval(false).remove(root.opened(), hidden, seen);
      } else {
        root.opened().removeFile(hidden);
      }
    } catch (NoSuchFileException none) {
      return;
    }
  }
}
