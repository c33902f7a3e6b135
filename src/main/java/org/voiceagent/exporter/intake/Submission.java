package org.voiceagent.exporter.intake;

import java.time.Instant;
import org.voiceagent.exporter.ledger.Entry;

/**
 * A complete record on its way into the ledger, with what its feed does next. The recorder calls
 * either {@link #publish} and then {@link #recorded}, or {@link #heldUp}; all on the intake's
 * thread.
 */
public interface Submission {

  /** What the ledger records. */
  Entry entry();

  /** When the last part of the record was written; the ingest lag counts from here. */
  Instant writtenAt();

  /** Shows the record in totals and pages. */
  void publish();

  /** The entry is durable and published: it must not be submitted again. */
  void recorded();

  /**
   * The entry could not be recorded and is not counted.
   *
   * @param untilNanos when to submit it again; ns of the intake's clock
   */
  void heldUp(long untilNanos);
}
