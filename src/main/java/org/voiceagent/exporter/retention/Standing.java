package org.voiceagent.exporter.retention;

/** How far the daemon is with a call. */
public enum Standing {
  /** It was counted, durably. */
  COUNTED,
  /** It goes on, or was written to so lately that it may. */
  ACTIVE,
  /** It can still be counted, or nobody has found out yet whether it can. */
  PENDING,
  /** It was quiet for longer than the idle limit and has no whole summary. */
  ABANDONED,
  /** What its files say can never be counted. */
  REJECTED
}
