package org.voiceagent.exporter.intake;

import org.voiceagent.exporter.call.CallSession;

/** Where finished calls go. Called by the intake's one thread. */
public interface FinishedCalls {
  /** A call has ended and is counted now, for the only time. */
  void counted(CallSession session);

  /** The files of a call that was counted before have changed; it must not be counted again. */
  void updated(CallSession session);
}
