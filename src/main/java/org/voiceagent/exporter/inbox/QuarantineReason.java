package org.voiceagent.exporter.inbox;

import java.util.Locale;

/** Why a stored body cannot be used. */
public enum QuarantineReason {
  /** It is not one JSON object. */
  NOT_JSON,
  /** It is about an ended call, but names none. */
  NO_CALL_ID,
  /** The id it names cannot be the name of a call's folder. */
  BAD_CALL_ID,
  /** It is not what the source sends: another layout, or a part of LiveKit's that is broken. */
  MALFORMED,
  /** A file or a link has the name of the call's folder. */
  BLOCKED;

  /** The word in metrics and file names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
