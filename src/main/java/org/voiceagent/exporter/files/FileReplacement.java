package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Replaces a file in a folder that is held open: writes a new file beside it that only the owner
 * may read, forces it to disk, and renames it. Follows no link. Not thread-safe.
 */
public final class FileReplacement {
  private static final String BESIDE = ".redacting-";
  private final OpenFolder folder;

  /**
   * @param folder the folder the file is in
   */
  public FileReplacement(OpenFolder folder) {
    this.folder = folder;
  }

  /**
   * Puts other content in place of a file: at every moment there is the one or the other, whole.
   * Mode and modification time stay, and owner and group where that is allowed.
   *
   * @param name the file's bare name
   * @param seen how the file stood when its content was read
   * @return false if it does not stand like that any more; it is as it was then
   * @throws IOException if it cannot be written, for example because the folder belongs to another
   *     user
   */
  public boolean replace(String name, byte[] content, BasicFileAttributes seen) throws IOException {
    Path target = folder.bare(name);
    Path beside = folder.bare(BESIDE + name);
    folder.removeFileIfThere(beside);
    boolean moved = false;
    try {
      folder.write(beside, content, OpenFolder.OWNER_ONLY);
      keepAttributes(target, beside, seen);
      moved = isAsSeen(target, seen);
      if (moved) {
        folder.rename(beside, target);
      }
      return moved;
    } finally {
      if (!moved) {
        folder.removeFileIfThere(beside);
      }
    }
  }

  /** Time last: giving a file away counts as a change of nothing but its change time. */
  private void keepAttributes(Path target, Path beside, BasicFileAttributes seen)
      throws IOException {
    PosixFileAttributeView from = view(target, PosixFileAttributeView.class);
    PosixFileAttributeView to = view(beside, PosixFileAttributeView.class);
    if (from != null && to != null) {
      PosixFileAttributes old = from.readAttributes();
      keepOwner(old, to);
      to.setPermissions(old.permissions());
    }
    view(beside, BasicFileAttributeView.class).setTimes(seen.lastModifiedTime(), null, null);
  }

  /** Only root may give files away; a group one is a member of can be kept. */
  private static void keepOwner(PosixFileAttributes old, PosixFileAttributeView to) {
    try {
      to.setGroup(old.group());
      to.setOwner(old.owner());
    } catch (IOException notAllowed) {
      // The file belongs to who redacts then, which the mode still says who may read.
    }
  }

  private boolean isAsSeen(Path target, BasicFileAttributes seen) throws IOException {
    try {
      BasicFileAttributes now = view(target, BasicFileAttributeView.class).readAttributes();
      return now.isRegularFile() && FileStamp.of(now).equals(FileStamp.of(seen));
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private <V extends java.nio.file.attribute.FileAttributeView> V view(Path name, Class<V> type) {
    return folder.held().isPresent()
        ? folder.held().get().getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS)
        : Files.getFileAttributeView(folder.path().resolve(name), type, LinkOption.NOFOLLOW_LINKS);
  }
}
