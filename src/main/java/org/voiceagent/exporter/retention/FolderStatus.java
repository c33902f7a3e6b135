package org.voiceagent.exporter.retention;

/** What the daemon knows about the call in a folder, which decides whether it may be removed. */
public enum FolderStatus {
  /** The call was counted durably. */
  COUNTED,
  /** The call is going on, or its files changed so recently that it may be. */
  ACTIVE,
  /** The call may still be counted. */
  PENDING,
  /** The files have not changed for longer than the idle limit, and there is no whole summary. */
  ABANDONED,
  /** The files are so damaged that the call can never be counted. */
  REJECTED,
  /** The call is under legal hold, whatever else is known about it. */
  HELD
}
