package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;

/**
 * All that counting a call changes, so that it can be done again from this alone: whatever has
 * become of the call's folder, of the rules or of the limits since.
 *
 * @param id the call
 * @param endedAt when it ended
 * @param countedAt when it was counted
 * @param increments what it adds to every series it belongs to
 * @param observation what is remembered of it to compare it with others, if anything
 */
public record CountedCall(
    CallId id,
    Instant endedAt,
    Instant countedAt,
    List<Increment> increments,
    Optional<Observation> observation) {

  /** Copies the list. */
  public CountedCall {
    increments = List.copyOf(increments);
  }

  /** A call of which nothing is remembered but that it was counted. */
  public CountedCall(CallId id, Instant endedAt, Instant countedAt, List<Increment> increments) {
    this(id, endedAt, countedAt, increments, Optional.empty());
  }

  /** The same call, remembered by this. */
  public CountedCall observedAs(Observation seen) {
    return new CountedCall(id, endedAt, countedAt, increments, Optional.of(seen));
  }
}
