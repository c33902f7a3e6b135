package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.call.CallId;

/**
 * All that counting a call changes, so that it can be done again from this alone: whatever has
 * become of the call's folder, of the rules or of the limits since.
 *
 * @param id the call
 * @param endedAt when it ended
 * @param countedAt when it was counted
 * @param increments what it adds to every series it belongs to
 */
public record CountedCall(
    CallId id, Instant endedAt, Instant countedAt, List<Increment> increments) {

  /** Copies the list. */
  public CountedCall {
    increments = List.copyOf(increments);
  }
}
