package org.voiceagent.exporter.intake;

import java.time.Duration;
import org.voiceagent.exporter.artifact.RejectReason;

/**
 * Measures the intake. Of the folders that are there, {@code ingested + rejected + pending} are
 * all, so an operator sees at once where a missing call went. Called by the intake's thread; must
 * return soon.
 */
public interface IntakeMeter {
  /** A meter that drops every figure. */
  IntakeMeter NONE =
      new IntakeMeter() {
        @Override
        public void sessionUpdated() {}

        @Override
        public void sessionRejected(RejectReason reason) {}

        @Override
        public void sessionAbandoned() {}

        @Override
        public void pending(int sessions) {}

        @Override
        public void backlog(int done, int total) {}

        @Override
        public void ingestLag(Duration lag) {}

        @Override
        public void rescan(RescanCause cause) {}
      };

  /** A counted call's files changed. */
  void sessionUpdated();

  /** A session was refused; called once until its files change. */
  void sessionRejected(RejectReason reason);

  /** A call was abandoned: it went quiet without an end. Called once. */
  void sessionAbandoned();

  /** How many sessions wait for more files or for a probe. */
  void pending(int sessions);

  /** How many of the folders found at start have been scanned. */
  void backlog(int done, int total);

  /** The time from the last write of a summary until the call was counted. */
  void ingestLag(Duration lag);

  /** The whole sessions folder was scanned. */
  void rescan(RescanCause cause);
}
