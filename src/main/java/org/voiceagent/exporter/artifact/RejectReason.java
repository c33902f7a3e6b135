package org.voiceagent.exporter.artifact;

import java.util.Locale;
import org.voiceagent.exporter.files.FileContent;

/** Why a whole session is refused; a fixed set, because it labels a metric. */
public enum RejectReason {
  /** The folder's name is not a call id. */
  BAD_ID,
  /** Something is not a regular file or folder: a link, FIFO, socket or device. */
  NOT_REGULAR,
  /** A file is larger than its limit. */
  TOO_LARGE,
  /** The file is not UTF-8. */
  BAD_UTF8,
  /** The summary is complete but is not a JSON object this version understands. */
  BAD_JSON,
  /** The file cannot be read: permission, or a fault of the disk. */
  UNREADABLE,
  /** Reading took longer than allowed, as when a file never answers. */
  READ_TIME,
  /** Reading took more memory than there is. */
  OUT_OF_MEMORY,
  /** The call was forgotten on request, and its folder is there again. */
  FORGOTTEN,
  /** A bug in this program; the log has the details. */
  FAULT;

  /** Why a call is refused whose file cannot be used. */
  static RejectReason of(FileContent.Fault fault) {
    return switch (fault) {
      case NOT_REGULAR -> NOT_REGULAR;
      case TOO_LARGE -> TOO_LARGE;
      case UNREADABLE -> UNREADABLE;
    };
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
