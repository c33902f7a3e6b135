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
   * The folder of a forgotten call is there again; it is not read. Called at every probe while it
   * is there. Must not delete it on this thread.
   */
  default void cameBack(CallId id) {
    // Nothing to do where calls are never forgotten.
  }

  /** How many calls go on now. */
  default void active(int calls) {
    // Nothing to do where this is not shown.
  }
}
