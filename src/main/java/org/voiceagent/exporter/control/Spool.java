package org.voiceagent.exporter.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * A spool directory: one file per message, readable by its owner only. What a privileged user puts
 * there belongs to the owner of the state folder, who could not read it otherwise.
 */
final class Spool {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.json");

  /** Longer than any answer: the plan of a million calls is shortened before it is sent. */
  private static final int LONGEST_BYTES = 16 << 20;

  private final Path state;
  private final Path folder;

  Spool(Path state, String name) {
    this.state = state;
    this.folder = state.resolve(name);
  }

  /** One message and when it was put there. */
  record Message(String name, Instant putAt) {}

  /** All messages; none if the folder does not exist. */
  List<Message> messages() throws IOException {
    List<Message> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          look(file).ifPresent(seen -> found.add(message(name, seen)));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return found;
  }

  /** Whether there is a message of this name. */
  boolean has(String name) {
    return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Removes and returns a message; empty if there is none, if it was not put here as a message, or
   * if another process took it first: only one gets it.
   */
  Optional<String> take(String name) throws IOException {
    Path file = folder.resolve(name);
    Optional<BasicFileAttributes> seen = look(file);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    boolean message = seen.get().isRegularFile() && seen.get().size() <= LONGEST_BYTES;
    Optional<String> text = message ? read(file, seen.get().size()) : Optional.empty();
    return Files.deleteIfExists(file) ? text : Optional.empty();
  }

  /** Writes a message under a temporary name and renames it, so that it is never read half. */
  void put(String name, String text) throws IOException {
    PrivateFile.makeFolder(folder, state);
    PrivateFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8), state);
  }

  /** Deletes a message; false if there was none. */
  boolean discard(String name) throws IOException {
    return Files.deleteIfExists(folder.resolve(name));
  }

  private static Optional<String> read(Path file, long size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until it is whole; a message does not grow.
      }
    } catch (NoSuchFileException takenBack) {
      return Optional.empty();
    }
    return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
  }

  private static Message message(String name, BasicFileAttributes seen) {
    return new Message(name, seen.lastModifiedTime().toInstant());
  }

  private static Optional<BasicFileAttributes> look(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
