package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;

/** Where finished calls go. Called by the intake's one thread. */
public interface FinishedCalls {

  /**
   * Works out all that counting a finished call changes, and changes nothing yet: the call may wait
   * to be recorded, and may be asked for again.
   */
  FinishedCall finished(CallSession session);

  /**
   * Shows a call that is counted already: its files have changed since, or the daemon was started
   * again. It must not be counted again.
   */
  void updated(CallSession session);

  /**
   * The folder of a call that is to stay forgotten is there again; it is not read. Told at every
   * look, as long as it is there.
   */
  default void cameBack(CallId id) {
    // Whoever forgets nothing is never told of it.
  }
}
