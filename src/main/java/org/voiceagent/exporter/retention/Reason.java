package org.voiceagent.exporter.retention;

import java.util.Locale;

/** Why a folder goes; a fixed set, because it labels a metric. */
public enum Reason {
  /** The call's own deletion settings say so. */
  DELETION_REQUEST,
  /** It is older than calls of its pipeline may become. */
  AGE,
  /** There are more counted calls than may stay, and this is among the oldest. */
  COUNT,
  /** The counted calls take more bytes than they may, and this is among the oldest. */
  SIZE,
  /** The call never ended, and is older than such folders may become. */
  ABANDONED,
  /** The call can never be counted, and is older than such folders may become. */
  REJECTED;

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
