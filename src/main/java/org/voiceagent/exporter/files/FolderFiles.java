package org.voiceagent.exporter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Reads all files of a folder, at any depth, in the order of their names. A folder that holds
 * anything but regular files and folders is refused, so that no link is ever followed and nothing
 * is left out unnoticed. Thread-safe.
 */
public final class FolderFiles {
  private FolderFiles() {}

  /** Gets the files one by one. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a file.
     *
     * @param name its path within the folder, with {@code /} between names
     * @param modifiedAt when it was last written
     * @param content what it holds; closed by the caller
     * @throws IOException to stop
     */
    void file(String name, Instant modifiedAt, InputStream content) throws IOException;
  }

  /**
   * Hands over every file.
   *
   * @param name the folder's bare name
   * @throws FileSystemException if an entry is neither a regular file nor a folder, has a name that
   *     is not text, or is nested deeper than 16 folders
   * @throws IOException if something cannot be read, or vanishes meanwhile
   */
  public static void read(GuardedRoot root, String name, Reader reader) throws IOException {
    Path entry = root.single(name);
    into(root.opened(), entry, root.look(name), new Walk("", FolderWalk.DEEPEST, reader));
  }

  private record Walk(String within, int left, Reader reader) {
    Walk below(Path entry) {
      return new Walk(within + entry + "/", left - 1, reader);
    }
  }

  private static void into(OpenFolder parent, Path name, BasicFileAttributes seen, Walk walk)
      throws IOException {
    if (walk.left() == 0) {
      throw new FileSystemException(
          walk.within(), null, "is nested too deep: more than " + FolderWalk.DEEPEST + " folders");
    }
    try (OpenFolder folder = parent.open(name, seen)) {
      List<Path> entries = folder.entries();
      entries.sort(Comparator.comparing(Path::toString));
      for (Path entry : entries) {
        entry(folder, entry, walk);
      }
    }
  }

  private static void entry(OpenFolder folder, Path entry, Walk walk) throws IOException {
    if (!entry.getFileSystem().getPath(entry.toString()).equals(entry)) {
      throw new FileSystemException(walk.within() + entry, null, "has a name that is not text");
    }
    BasicFileAttributes seen = folder.look(entry);
    if (seen.isDirectory()) {
      into(folder, entry, seen, walk.below(entry));
    } else if (seen.isRegularFile()) {
      try (InputStream content = Channels.newInputStream(folder.channel(entry))) {
        walk.reader().file(walk.within() + entry, seen.lastModifiedTime().toInstant(), content);
      }
    } else {
      throw new FileSystemException(walk.within() + entry, null, "is not a regular file");
    }
  }
}
