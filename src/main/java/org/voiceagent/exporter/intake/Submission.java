package org.voiceagent.exporter.intake;

import java.time.Instant;
import org.voiceagent.exporter.ledger.Entry;

/**
 * A complete record on its way into the ledger.
 *
 * @param entry what the ledger records
 * @param writtenAt when the last part of the record was written; the ingest lag counts from here
 * @param publish shows the record in totals and pages; run once, after it is recorded
 * @param outcome tells the feed what became of it
 */
public record Submission(Entry entry, Instant writtenAt, Runnable publish, Outcome outcome) {

  /** A record of a feed that asks the ledger at each scan, and so needs no outcome. */
  public Submission(Entry entry, Instant writtenAt, Runnable publish) {
    this(entry, writtenAt, publish, Outcome.IGNORED);
  }

  /**
   * Learns what becomes of a submission. Called by the intake's thread: first {@link #recording},
   * then exactly one of the two others.
   */
  public interface Outcome {
    /** Ignores the outcome. */
    Outcome IGNORED =
        new Outcome() {
          @Override
          public void recorded() {}

          @Override
          public void heldUp(long untilNanos) {}
        };

    /**
     * The ledger is about to write the entry: what must not be lost once it is counted has to be
     * durable when this returns.
     */
    default void recording() {}

    /** The entry is durable and published: it must not be submitted again. */
    void recorded();

    /**
     * The entry could not be recorded and is not counted.
     *
     * @param untilNanos when to submit it again; ns of the intake's clock
     */
    void heldUp(long untilNanos);
  }
}
