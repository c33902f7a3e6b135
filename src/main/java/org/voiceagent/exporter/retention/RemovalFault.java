package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.voiceagent.exporter.files.Printable;

/** Says what to do about a folder that cannot be removed. */
final class RemovalFault {
  private RemovalFault() {}

  /** The fault as a sentence fragment. */
  static String words(IOException fault) {
    String why =
        fault instanceof FileSystemException of && of.getReason() != null
            ? of.getReason()
            : fault.getClass().getSimpleName();
    boolean readOnly = why.toLowerCase(Locale.ROOT).contains("read-only");
    if (readOnly) {
      return "it is on a file system that this program can only read. Under systemd, give the unit"
          + " write access with ReadWritePaths= or BindPaths=, see the drop-in"
          + " purge-other-user.conf; in a container, mount the sessions without :ro. If something"
          + " else removes old calls, set the retention ages to never";
    }
    if (fault instanceof AccessDeniedException || why.contains("not permitted")) {
      return "this user may not remove it. Make the sessions folder and the calls in it writable"
          + " for a group that this user is in (chmod g+w, and g+s on the sessions folder), see"
          + " docs/retention.md";
    }
    return Printable.of(why);
  }
}
