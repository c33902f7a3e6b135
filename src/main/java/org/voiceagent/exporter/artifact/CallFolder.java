package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A call's folder, held open: whatever becomes of its name, everything read through it comes from
 * the folder that was opened. Not thread-safe.
 */
public final class CallFolder implements AutoCloseable {
  private static final Set<OpenOption> READ_NO_LINK =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path path;
  private final Optional<SecureDirectoryStream<Path>> open;

  private CallFolder(Path path, Optional<SecureDirectoryStream<Path>> open) {
    this.path = path;
    this.open = open;
  }

  static CallFolder guarded(Path path, DirectoryStream<Path> open) {
    return new CallFolder(path, Optional.of((SecureDirectoryStream<Path>) open));
  }

  static CallFolder unguarded(Path path) {
    return new CallFolder(path, Optional.empty());
  }

  /** The folder's name, which is the call's id. */
  public String name() {
    return path.getFileName().toString();
  }

  /**
   * How the open folder itself stands.
   *
   * @throws IOException if the file system does not answer
   */
  public BasicFileAttributes look() throws IOException {
    return open.isPresent()
        ? open.get().getFileAttributeView(BasicFileAttributeView.class).readAttributes()
        : SessionsRoot.Attributes.of(path);
  }

  /**
   * How one of its files stands; a link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be looked at
   */
  public BasicFileAttributes look(ArtifactFile file) throws IOException {
    return open.isPresent()
        ? SessionsRoot.Attributes.within(open.get(), relative(file))
        : SessionsRoot.Attributes.of(path.resolve(file.fileName()));
  }

  /** Opens one of its files, which must have been looked at; a link is not followed. */
  SeekableByteChannel channel(ArtifactFile file) throws IOException {
    return open.isPresent()
        ? open.get().newByteChannel(relative(file), READ_NO_LINK)
        : Files.newByteChannel(path.resolve(file.fileName()), READ_NO_LINK);
  }

  Optional<SecureDirectoryStream<Path>> guarded() {
    return open;
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
  }

  private Path relative(ArtifactFile file) {
    return path.getFileSystem().getPath(file.fileName());
  }
}
