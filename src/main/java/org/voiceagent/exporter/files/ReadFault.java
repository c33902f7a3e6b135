package org.voiceagent.exporter.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Explains why a file or folder could not be read, and which permission to change if that is the
 * cause.
 */
public final class ReadFault {
  private ReadFault() {}

  /**
   * Why something could not be read, as a sentence fragment for the log.
   *
   * @param path the file or folder that could not be read
   * @param fault what reading it ended with
   */
  public static String words(Path path, IOException fault) {
    if (!(fault instanceof AccessDeniedException)) {
      return fault instanceof FileSystemException of && of.getReason() != null
          ? of.getReason()
          : fault.getClass().getSimpleName();
    }
    try {
      PosixFileAttributes owned =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return denied(owned, System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "permission denied";
    }
  }

  /**
   * The same where permissions deny the access.
   *
   * @param user who this program runs as
   */
  static String denied(PosixFileAttributes owned, String user) {
    String group = owned.group().getName();
    boolean groupReads =
        owned.permissions().contains(PosixFilePermission.GROUP_READ)
            && (!owned.isDirectory()
                || owned.permissions().contains(PosixFilePermission.GROUP_EXECUTE));
    return "permission denied: it belongs to user "
        + owned.owner().getName()
        + " and group "
        + group
        + " with mode "
        + PosixFilePermissions.toString(owned.permissions())
        + ", and this program runs as "
        + user
        + ". "
        + (groupReads ? "Add" : "Let the group read it (chmod g+rX) and add")
        + " this user to the group (usermod -aG "
        + group
        + " "
        + user
        + "), then restart the program";
  }
}
