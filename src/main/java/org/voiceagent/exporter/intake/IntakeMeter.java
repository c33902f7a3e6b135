package org.voiceagent.exporter.intake;

import java.time.Duration;
import org.voiceagent.exporter.artifact.RejectReason;

/**
 * What the intake tells about itself. Of the folders that are there, {@code ingested + rejected +
 * pending} are all, so an operator sees at once where a missing call went.
 */
public interface IntakeMeter {
  /** A counted call's files changed. */
  void sessionUpdated();

  /** A session was refused; told once until its files change. */
  void sessionRejected(RejectReason reason);

  /** A call without an end went quiet; told once. */
  void sessionAbandoned();

  /** How many sessions wait for more files, or for a look. */
  void pending(int sessions);

  /** How far the folders found at start are done. */
  void backlog(int done, int total);

  /** The time from the last write of a summary until the call was counted. */
  void ingestLag(Duration lag);

  /** The sessions folder was looked through. */
  void rescan(RescanCause cause);
}
