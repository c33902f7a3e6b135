package org.voiceagent.exporter.artifact;

import org.voiceagent.exporter.call.CallSession;

/** What came of reading a call's folder. */
public sealed interface Reading {

  /**
   * The call has ended and was read.
   *
   * @param session the call
   */
  record Complete(CallSession session) implements Reading {}

  /**
   * There is no complete summary yet. Read again when something changes.
   *
   * @param why what is missing, for a log line or an operator
   */
  record Unfinished(String why) implements Reading {}

  /**
   * The file is the whole report of a call, but lies beside the folders of calls. The call is read
   * once the report has a folder.
   *
   * @param name the file's name
   */
  record Loose(String name) implements Reading {}

  /**
   * The session cannot be used as it is: look again only when its files change.
   *
   * @param reason why, as a label value
   * @param detail why, as a sentence that names the file; safe to log
   */
  record Refused(RejectReason reason, String detail) implements Reading {}
}
