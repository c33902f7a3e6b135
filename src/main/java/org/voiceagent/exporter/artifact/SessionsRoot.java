package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of all calls, held open. It may itself be a link, as operators like it; below it no
 * link is followed, however files and folders are swapped meanwhile: everything is opened relative
 * to the folder that holds it, never by a path that somebody may bend. Where the file system cannot
 * do that, links are refused by a look beforehand only. Not thread-safe.
 */
public final class SessionsRoot implements AutoCloseable {
  private static final int TYPE_BITS = 0170000;
  private static final int FIFO = 0010000;

  private final Path path;
  private final DirectoryStream<Path> stream;

  private SessionsRoot(Path path, DirectoryStream<Path> stream) {
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
  public static SessionsRoot open(Path path) throws IOException {
    return new SessionsRoot(path, Files.newDirectoryStream(path));
  }

  /** Whether nothing can lead outside, also not by a swap at the worst moment. */
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
    return guarded().isPresent()
        ? Attributes.within(guarded().get(), relative(name))
        : Attributes.of(path.resolve(name));
  }

  /**
   * Opens a call's folder, which must have been looked at: opening a FIFO waits for its other end.
   *
   * @throws NotDirectoryException if it is something else, or a link
   * @throws IOException if it cannot be opened
   */
  public CallFolder folder(String name) throws IOException {
    Path below = path.resolve(name);
    if (guarded().isPresent()) {
      return CallFolder.guarded(
          below, guarded().get().newDirectoryStream(relative(name), LinkOption.NOFOLLOW_LINKS));
    }
    if (!look(name).isDirectory()) {
      throw new NotDirectoryException(name);
    }
    return CallFolder.unguarded(below);
  }

  /**
   * Opens the other end of every FIFO that stands in place of a call's folder or of one of its
   * files, so that a reader stuck on it goes on and finds it empty.
   *
   * @param name the folder's name
   */
  public void releaseReaders(String name) {
    Path entry = path.resolve(name);
    if (isFifo(entry)) {
      guarded().ifPresent(root -> openBothEnds(root, relative(name)));
      return;
    }
    try (CallFolder folder = folder(name)) {
      for (ArtifactFile file : ArtifactFile.values()) {
        if (isFifo(entry.resolve(file.fileName()))) {
          folder.guarded().ifPresent(open -> openBothEnds(open, relative(file.fileName())));
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

  /** Looks that follow no link. */
  static final class Attributes {
    private Attributes() {}

    static BasicFileAttributes of(Path file) throws IOException {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    static BasicFileAttributes within(SecureDirectoryStream<Path> folder, Path file)
        throws IOException {
      return folder
          .getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    }
  }
}
