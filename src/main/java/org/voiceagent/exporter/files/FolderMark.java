package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;

/**
 * A short text of the daemon's own in a call's folder. It is written in place, so that only the
 * first one changes the folder's own time, from which a call's age counts. Its last line shows that
 * it is complete. Follows no link. Not thread-safe.
 */
public final class FolderMark {
  private static final int LONGEST = 4096;
  private static final String END = "end\n";
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> WRITE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING,
          LinkOption.NOFOLLOW_LINKS);

  private final Path folder;
  private final Optional<SecureDirectoryStream<Path>> held;
  private final Path name;

  /**
   * @param folder the folder
   * @param name the bare name of the file that is the mark
   */
  public FolderMark(OpenFolder folder, String name) {
    this.folder = folder.path();
    this.held = folder.held();
    this.name = this.folder.getFileSystem().getPath(name);
  }

  /**
   * The text; empty if there is none, or something else has its name.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> read() throws IOException {
    try {
      BasicFileAttributes seen = view().readAttributes();
      if (!seen.isRegularFile() || seen.size() > LONGEST) {
        return Optional.empty();
      }
      ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
      try (SeekableByteChannel channel = open(READ)) {
        while (buffer.hasRemaining() && channel.read(buffer) > 0) {
          // A short read is no end.
        }
      }
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      return text.endsWith(END)
          ? Optional.of(text.substring(0, text.length() - END.length()))
          : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /**
   * Writes the text.
   *
   * @param text short
   * @param time what the file is to say when it was written
   * @throws IOException if it cannot be written
   */
  public void write(String text, FileTime time) throws IOException {
    removeUnlessRegular();
    ByteBuffer left = ByteBuffer.wrap((text + END).getBytes(StandardCharsets.UTF_8));
    try (SeekableByteChannel channel = open(WRITE)) {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
    view().setTimes(time, null, null);
  }

  private void removeUnlessRegular() throws IOException {
    try {
      if (!view().readAttributes().isRegularFile()) {
        if (held.isPresent()) {
          held.get().deleteFile(name);
        } else {
          Files.delete(folder.resolve(name));
        }
      }
    } catch (NoSuchFileException none) {
      // Which is usual.
    }
  }

  private SeekableByteChannel open(Set<OpenOption> how) throws IOException {
    return held.isPresent()
        ? held.get().newByteChannel(name, how)
        : Files.newByteChannel(folder.resolve(name), how);
  }

  private BasicFileAttributeView view() {
    return held.isPresent()
        ? held.get()
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        : Files.getFileAttributeView(
            folder.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
