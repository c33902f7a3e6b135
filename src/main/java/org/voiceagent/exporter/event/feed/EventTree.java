package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.event.LineFormat;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.OpenFolder;
import org.voiceagent.exporter.files.Printable;

/**
 * The folder of event files and the folders in it. Follows no link and opens nothing but regular
 * files. Used by one thread.
 */
final class EventTree {
  private static final Logger logger = LoggerFactory.getLogger(EventTree.class);

  private static final int DEEPEST = 8;

  /** More files than the ledger keeps positions of; what is beyond waits until others are gone. */
  private static final int MOST_FILES = 20_000;

  private static final Set<String> COMPRESSED = Set.of(".gz", ".zst", ".xz", ".bz2");

  private final Path root;
  private boolean unreadableLogged;

  /**
   * What there is.
   *
   * @param files the event files
   * @param compressed the paths of compressed event files
   */
  record Listing(List<FoundFile> files, List<String> compressed) {}

  EventTree(Path root) {
    this.root = root;
  }

  /** Everything there is now; nothing if there is no such folder, or it cannot be read. */
  Listing list() {
    Listing found = new Listing(new ArrayList<>(), new ArrayList<>());
    try (GuardedRoot open = GuardedRoot.open(root)) {
      for (String name : open.names()) {
        Optional<BasicFileAttributes> seen = look(open, name);
        if (seen.isPresent() && seen.get().isDirectory() && !name.startsWith(".")) {
          try (OpenFolder below = open.folder(name, seen.get())) {
            list(below, name + "/", DEEPEST, found);
          }
        } else if (seen.isPresent()) {
          add(name, name, seen.get(), found);
        }
      }
      unreadableLogged = false;
    } catch (NoSuchFileException | NotDirectoryException none) {
      // No process writes events yet.
    } catch (IOException e) {
      if (!unreadableLogged) {
        logger.warn(
            "cannot read the folder of events {} ({}): let this user read it; it is tried again",
            root,
            String.valueOf(e));
      }
      unreadableLogged = true;
    }
    return found;
  }

  private static Optional<BasicFileAttributes> look(GuardedRoot open, String name) {
    try {
      return Optional.of(open.look(name));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static void list(OpenFolder folder, String path, int left, Listing found)
      throws IOException {
    for (Path entry : folder.entries()) {
      String name = entry.toString();
      try {
        BasicFileAttributes seen = folder.look(entry);
        if (seen.isDirectory() && !name.startsWith(".") && left > 0) {
          try (OpenFolder below = folder.open(entry, seen)) {
            list(below, path + name + "/", left - 1, found);
          }
        } else {
          add(path + name, name, seen, found);
        }
      } catch (IOException changed) {
        logger.debug("{} went while it was listed", Printable.of(path + name));
      }
    }
  }

  private static void add(String path, String name, BasicFileAttributes seen, Listing found) {
    if (!seen.isRegularFile() || found.files().size() >= MOST_FILES) {
      return;
    }
    Optional<LineFormat> format = LineFormat.of(name);
    if (format.isPresent()) {
      String key = FileIdentity.key(seen.fileKey(), path);
      found
          .files()
          .add(new FoundFile(path, key, seen.size(), seen.lastModifiedTime(), format.get()));
    } else if (uncompressed(name).isPresent()) {
      found.compressed().add(path);
    }
  }

  /** The path a compressed event file had before; empty if it is not one. */
  static Optional<String> uncompressed(String path) {
    int dot = path.lastIndexOf('.');
    if (dot <= 0 || !COMPRESSED.contains(path.substring(dot))) {
      return Optional.empty();
    }
    String before = path.substring(0, dot);
    return Optional.of(before)
        .filter(b -> LineFormat.of(b.substring(b.lastIndexOf('/') + 1)).isPresent());
  }

  /**
   * Opens a file for reading.
   *
   * @param path as {@link #list} returned it
   * @throws IOException if it is gone, is no regular file any more, or cannot be opened
   */
  SeekableByteChannel open(String path) throws IOException {
    String[] names = path.split("/", -1);
    try (GuardedRoot open = GuardedRoot.open(root)) {
      if (names.length == 1) {
        try (OpenFolder same = open.folder(".", open.look("."))) {
          return open(same, path);
        }
      }
      try (OpenFolder below = open.folder(names[0], open.look(names[0]))) {
        return open(below, names, 1);
      }
    }
  }

  private static SeekableByteChannel open(OpenFolder folder, String[] names, int place)
      throws IOException {
    if (place == names.length - 1) {
      return open(folder, names[place]);
    }
    Path name = Path.of(names[place]);
    try (OpenFolder below = folder.open(name, folder.look(name))) {
      return open(below, names, place + 1);
    }
  }

  private static SeekableByteChannel open(OpenFolder folder, String file) throws IOException {
    Path name = Path.of(file);
    if (!folder.look(name).isRegularFile()) {
      throw new FileSystemException(file, null, "is not a regular file");
    }
    return folder.channel(name);
  }

  /**
   * Reads the beginning of a file.
   *
   * @param most how many bytes at most
   */
  byte[] head(String path, int most) throws IOException {
    try (SeekableByteChannel channel = open(path)) {
      ByteBuffer head = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size())));
      while (head.hasRemaining() && channel.read(head) > 0) {
        // Until the end of the file.
      }
      byte[] bytes = new byte[head.position()];
      head.flip().get(bytes);
      return bytes;
    }
  }
}
