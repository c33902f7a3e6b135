package org.voiceagent.exporter.redaction.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Explains how to fix a folder whose files cannot be redacted. */
public final class RedactionFault {
  private RedactionFault() {}

  /** The failure as a sentence fragment; quotes no path and no personal data. */
  public static String words(IOException fault) {
    if (!(fault instanceof FileSystemException of)) {
      return String.valueOf(fault.getMessage());
    }
    String why = of.getReason() == null ? fault.getClass().getSimpleName() : of.getReason();
    if (why.toLowerCase(Locale.ROOT).contains("read-only")) {
      return "it is on a file system that is read-only for this program. Under systemd, let the"
          + " unit write there: ReadWritePaths= or BindPaths=; in a container, mount it without"
          + " :ro. See docs/redaction.md";
    }
    if (fault instanceof AccessDeniedException || why.contains("not permitted")) {
      return "this user cannot write to it. Make the call folders writable for a group that this"
          + " user is in (chmod g+w, and g+s on the sessions folder); see docs/redaction.md";
    }
    return why;
  }
}
