package org.voiceagent.exporter.retention;

import java.util.Locale;

/** Why a folder is removed; a fixed set, because it labels a metric. */
public enum Reason {
  /** The call's own deletion settings say so. */
  DELETION_REQUEST,
  /** It is older than the limit for its pipeline. */
  AGE,
  /** There are too many counted calls, and this is one of the oldest. */
  COUNT,
  /** The counted calls take too many bytes, and this is one of the oldest. */
  SIZE,
  /** The call never ended, and is older than the limit for such folders. */
  ABANDONED,
  /** The call can never be counted, and is older than the limit for such folders. */
  REJECTED;

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
