package org.voiceagent.exporter.forget;

import java.io.IOException;

/** Runs an action while no call is being counted. */
public interface IngestPause {

  /** For a process that counts no calls. */
  IngestPause NOT_NEEDED = Action::run;

  /** What to run. */
  interface Action {
    /** Runs it. */
    void run() throws IOException;
  }

  /**
   * Runs the action and returns when it is done.
   *
   * @throws IOException if the action failed, or counting could not be paused in time
   */
  void during(Action action) throws IOException;
}
