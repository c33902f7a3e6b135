package org.voiceagent.exporter.control;

/** A request to the running daemon. */
public sealed interface ControlRequest {

  /**
   * Remove what the retention policy no longer keeps, as {@code {"purge":{"dry_run":true}}} or
   * {@code {"purge":{"dry_run":false,"trust_clock":true}}}.
   *
   * @param dryRun whether only to list what would be removed
   * @param trustClock whether the operator vouches for the clock of this machine
   */
  record Purge(boolean dryRun, boolean trustClock) implements ControlRequest {}

  /**
   * Remove everything about one call, as {@code {"forget":{"call":"…"}}}.
   *
   * @param call the call's id
   */
  record ForgetCall(String call) implements ControlRequest {}

  /**
   * Remove everything about all calls of one caller, as {@code {"forget":{"caller":"…"}}}.
   *
   * @param caller the hash the caller is shown by, or several with commas between them
   */
  record ForgetCaller(String caller) implements ControlRequest {}

  /**
   * Archive the folders that are due, and delete what archives no longer keep, as {@code
   * {"archive":{"dry_run":true}}}.
   *
   * @param dryRun whether only to list what would be done
   */
  record Archive(boolean dryRun) implements ControlRequest {}

  /**
   * Put archived folders back among the sessions, as {@code {"restore":{"what":"…"}}}.
   *
   * @param what the call's id, or the day of an archive
   */
  record Restore(String what) implements ControlRequest {}

  /**
   * Keep everything of a call, as {@code {"hold":{"call":"…","reason":"…"}}}.
   *
   * @param call the call's id
   * @param reason the operator's words
   */
  record Hold(String call, String reason) implements ControlRequest {}

  /**
   * Keep a call no longer than others, as {@code {"release":{"call":"…"}}}.
   *
   * @param call the call's id
   */
  record Release(String call) implements ControlRequest {}

  /**
   * Count every event of a name for a while, as {@code
   * {"sample_burst":{"event":"…","seconds":60}}}.
   *
   * @param event the event's name
   * @param seconds how long from now
   */
  record SampleBurst(String event, int seconds) implements ControlRequest {}
}
