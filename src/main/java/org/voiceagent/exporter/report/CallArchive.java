package org.voiceagent.exporter.report;

import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.call.Transcript;

/**
 * Access to calls beyond the newest ones: to any call whose folder still exists. Implementations
 * are thread-safe.
 */
public interface CallArchive {

  /** The report on a finished call, read again from its folder if it is no longer in memory. */
  Optional<CallReport> report(CallId id);

  /**
   * The raw transcript of a call whose folder is there, finished or not; empty if there is no such
   * call. Redact before it leaves the daemon.
   */
  Optional<Transcript> transcript(CallId id);

  /**
   * The folder of this call, if it is there, and its call is not counted and does not go on; read
   * again to say why.
   */
  Optional<RestingCall> resting(CallId id);

  /** The calls going on now, newest first. */
  List<ActiveCall> active();
}
