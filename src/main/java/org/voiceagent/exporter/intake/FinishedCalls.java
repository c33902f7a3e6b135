package org.voiceagent.exporter.intake;

import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;

/** Turns finished calls into ledger entries, and publishes them. Called by the intake's thread. */
public interface FinishedCalls {

  /**
   * Works out everything that counting a finished call changes, without changing anything: the call
   * may have to wait for the ledger, and may come here again.
   */
  FinishedCall finished(CallSession session);

  /**
   * Works out what those facts change that may become known only after the call was counted. They
   * are counted apart from the call, with it or whenever they come. Empty if there is nothing to
   * count.
   *
   * @param id the id under which the call is counted
   * @param counted the facts that were counted before
   */
  default Optional<FinishedCall> late(CallId id, Set<String> counted, CallSession session) {
    return Optional.empty();
  }

  /**
   * Publishes a call that is counted already, because its files have changed or the daemon was
   * restarted. It must not be counted again.
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
