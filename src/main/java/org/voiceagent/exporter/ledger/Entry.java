package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was counted and all that counting it changes, so that it can be counted again from
 * the entry alone, even if the files, the rules or the limits have changed since.
 *
 * @param mark what makes it count once
 * @param at when the thing happened, such as the end of a call
 * @param countedAt when it was counted
 * @param origin the id of the call it came from, to which exemplars lead; empty if it came from
 *     none
 * @param changes what it does to every series it belongs to
 * @param note what is remembered of it beyond its changes, if anything
 * @param traits what is recorded of it for projections alone
 */
public record Entry(
    Mark mark,
    Instant at,
    Instant countedAt,
    Optional<String> origin,
    List<Change> changes,
    Optional<Note> note,
    Traits traits) {

  /** Copies the list. */
  public Entry {
    changes = List.copyOf(changes);
  }

  /** An entry without a note and traits. */
  public Entry(
      Mark mark, Instant at, Instant countedAt, Optional<String> origin, List<Change> changes) {
    this(mark, at, countedAt, origin, changes, Optional.empty(), Traits.NONE);
  }

  /** The same entry with a note. */
  public Entry with(Note seen) {
    return new Entry(mark, at, countedAt, origin, changes, Optional.of(seen), traits);
  }

  /** The same entry with traits. */
  public Entry with(Traits seen) {
    return new Entry(mark, at, countedAt, origin, changes, note, seen);
  }
}
