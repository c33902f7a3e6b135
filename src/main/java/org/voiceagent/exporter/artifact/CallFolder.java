package org.voiceagent.exporter.artifact;

import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.files.FileContent;
import org.voiceagent.exporter.files.FileReplacement;
import org.voiceagent.exporter.files.FolderMark;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.OpenFolder;

/**
 * A call's folder, held open. Everything read through it comes from the folder that was opened,
 * even if that is renamed or replaced. Not thread-safe.
 */
public final class CallFolder implements AutoCloseable {
  /** Listing stops after so many entries, so that a huge folder costs no more than this. */
  private static final int MOST_LISTED = 1_000;

  private static final String MARK = ".redacted";

  private final OpenFolder folder;
  private final CallFormats formats;
  private final Map<ArtifactFile, Optional<BasicFileAttributes>> seen = new HashMap<>();

  /** The files that the listing does not show, as bits by {@link CallFormats#indexOf}. */
  private long unlisted;

  private CallFolder(OpenFolder folder, CallFormats formats) {
    this.folder = folder;
    this.formats = formats;
  }

  /**
   * Opens a call's folder, which must have been looked at.
   *
   * @throws IOException as {@link GuardedRoot#folder(String)}
   */
  public static CallFolder open(GuardedRoot root, String name) throws IOException {
    return open(root, name, CallFormats.builtIn());
  }

  /**
   * Opens a call's folder that is read in other formats than the built-in ones.
   *
   * @throws IOException as {@link GuardedRoot#folder(String)}
   */
  public static CallFolder open(GuardedRoot root, String name, CallFormats formats)
      throws IOException {
    return new CallFolder(root.folder(name), formats);
  }

  /**
   * Opens a call's folder that stood like this when it was looked at.
   *
   * @throws IOException as {@link GuardedRoot#folder(String, BasicFileAttributes)}
   */
  public static CallFolder open(GuardedRoot root, String name, BasicFileAttributes seen)
      throws IOException {
    return new CallFolder(root.folder(name, seen), CallFormats.builtIn());
  }

  /**
   * Opens the other end of every FIFO that stands in place of a call's folder or of one of its
   * files, so that a reader stuck on it goes on and finds it empty.
   *
   * @param name the folder's name
   */
  public static void releaseReaders(GuardedRoot root, String name) {
    List<String> files = new ArrayList<>(List.of(MARK));
    files.addAll(CallFormats.builtIn().fileNames());
    root.releaseReaders(name, files);
  }

  /** The formats that this folder is read in. */
  public CallFormats formats() {
    return formats;
  }

  /** The folder's name, which is the call's id. */
  public String name() {
    return folder.path().getFileName().toString();
  }

  /**
   * How the open folder itself stands.
   *
   * @throws IOException if the file system does not answer
   */
  public BasicFileAttributes look() throws IOException {
    return folder.look();
  }

  /**
   * How one of its files stands now, or empty if there is none; a link is not followed.
   *
   * @throws IOException if it cannot be looked at
   */
  public Optional<BasicFileAttributes> look(ArtifactFile file) throws IOException {
    Optional<BasicFileAttributes> now = isPlainlyMissing(file) ? Optional.empty() : standing(file);
    seen.put(file, now);
    return now;
  }

  /**
   * Lists the folder, so that {@link #lookIfListed} need not look for what is not there. To be
   * called at most once, and soon before the looks.
   *
   * @throws IOException if it cannot be listed
   */
  public void list() throws IOException {
    if (!folder.isHeld()) {
      return;
    }
    long[] listed = {0};
    int[] entries = {0};
    folder.list(
        entry -> {
          Optional<ArtifactFile> file = formats.named(entry);
          listed[0] |= file.isPresent() ? bit(file.get()) : 0;
          return ++entries[0] <= MOST_LISTED;
        });
    if (entries[0] <= MOST_LISTED) {
      unlisted = ~listed[0];
    }
  }

  private long bit(ArtifactFile file) {
    return 1L << formats.indexOf(file);
  }

  /**
   * How one of its files stands now; empty without a look if it was not there when the folder was
   * {@linkplain #list listed}.
   *
   * @throws IOException if it cannot be looked at
   */
  public Optional<BasicFileAttributes> lookIfListed(ArtifactFile file) throws IOException {
    if ((unlisted & bit(file)) == 0) {
      return look(file);
    }
    seen.put(file, Optional.empty());
    return Optional.empty();
  }

  /** How one of its files stood at the last look, or stands now if there was none. */
  Optional<BasicFileAttributes> seen(ArtifactFile file) throws IOException {
    Optional<BasicFileAttributes> before = seen.get(file);
    return before == null ? look(file) : before;
  }

  /**
   * Reads one of its files whole, as it stood at the last look.
   *
   * @param limit the most bytes to read; a larger file is unusable
   */
  FileContent read(ArtifactFile file, int limit) {
    try {
      Optional<BasicFileAttributes> standing = seen(file);
      return standing.isEmpty()
          ? new FileContent.Missing()
          : FileContent.read(folder, file.path(), standing.get(), limit);
    } catch (IOException e) {
      return FileContent.unreadable(folder, file.path(), e);
    }
  }

  /**
   * The whole of one of its files.
   *
   * @param limit the most bytes
   * @return empty if there is no such file
   * @throws IOException if it is not a regular file, is larger, or cannot be read
   */
  public Optional<byte[]> content(ArtifactFile file, int limit) throws IOException {
    FileContent content = read(file, limit);
    if (content instanceof FileContent.Unusable unusable) {
      throw new IOException(file.fileName() + " " + unusable.detail());
    }
    return content instanceof FileContent.Bytes bytes
        ? Optional.of(bytes.bytes())
        : Optional.empty();
  }

  /**
   * Puts other content in place of one of its files: at every moment there is the one or the other,
   * whole. Mode and modification time stay, and owner and group where that is allowed.
   *
   * @param seen how the file stood when its content was read
   * @return false if it does not stand like that any more; it is as it was then
   * @throws IOException if it cannot be written, for example because the folder belongs to another
   *     user
   */
  public boolean replace(ArtifactFile file, byte[] content, BasicFileAttributes seen)
      throws IOException {
    boolean replaced = new FileReplacement(folder).replace(file.fileName(), content, seen);
    look(file);
    return replaced;
  }

  /**
   * The mark that was left in the folder, if it is whole.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> mark() throws IOException {
    return new FolderMark(folder, MARK).read();
  }

  /**
   * Leaves a mark in the folder, in place of the one before.
   *
   * @param text short
   * @param time the modification time to give the mark, so that the mark does not make the call
   *     look newer
   * @throws IOException if it cannot be written
   */
  public void mark(String text, FileTime time) throws IOException {
    new FolderMark(folder, MARK).write(text, time);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  /**
   * Few calls have these files, and an exception for each missing one costs more than all other
   * looks.
   */
  private boolean isPlainlyMissing(ArtifactFile file) {
    return file.isRare() && !new File(folder.path().toString(), file.fileName()).exists();
  }

  private Optional<BasicFileAttributes> standing(ArtifactFile file) throws IOException {
    try {
      return Optional.of(folder.look(file.path()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
