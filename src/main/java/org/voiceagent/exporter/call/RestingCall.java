package org.voiceagent.exporter.call;

import java.time.Instant;
import java.util.Optional;

/**
 * A folder whose call is not counted and, as it stands, will not be: nothing was written to it for
 * long and it has no complete summary, or its files cannot be used. Either ends when a file
 * changes.
 *
 * @param name the folder's name as it may be shown
 * @param id the call's id; empty if the folder's name is none
 * @param lastSign when its files last changed
 * @param refusal why its files cannot be used; empty if the call is only quiet
 */
public record RestingCall(
    String name, Optional<CallId> id, Instant lastSign, Optional<Refusal> refusal) {

  /**
   * Why a folder is refused.
   *
   * @param reason one word of a fixed set, such as {@code bad_json}
   * @param detail a sentence that names the file; safe to show
   */
  public record Refusal(String reason, String detail) {}
}
