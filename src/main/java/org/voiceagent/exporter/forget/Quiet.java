package org.voiceagent.exporter.forget;

import java.io.IOException;

/** Has something done while no call is being counted. */
public interface Quiet {

  /** For when nobody counts. */
  Quiet ALREADY = Action::run;

  /** What is done. */
  interface Action {
    /** Does it. */
    void run() throws IOException;
  }

  /**
   * Does it and returns when it is done.
   *
   * @throws IOException if the action failed, or there was no quiet moment in time
   */
  void during(Action action) throws IOException;
}
