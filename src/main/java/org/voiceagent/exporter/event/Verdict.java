package org.voiceagent.exporter.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceagent.exporter.ledger.Change;

/** What becomes of an event. */
public sealed interface Verdict {

  /**
   * It counts.
   *
   * @param changes what it does to the totals; may be empty
   * @param kept makes what may be kept of it and passed on, on the thread that judges; empty if
   *     nothing may
   */
  record Counts(List<Change> changes, Optional<Supplier<Kept>> kept) implements Verdict {

    /** An event that counts and of which nothing is passed on. */
    public Counts(List<Change> changes) {
      this(changes, Optional.empty());
    }
  }

  /** It is one of those that sampling leaves out: it was read, but changes nothing. */
  record SampledOut() implements Verdict {}

  /**
   * It does not count.
   *
   * @param reason why, as the label of a metric
   * @param why the same in words, for the log and the quarantine; never text from the data
   */
  record Rejected(EventRejectReason reason, String why) implements Verdict {}

  /**
   * What may be kept of an event beyond its changes.
   *
   * @param callId the id of its call, hashed if the catalog says so; empty if there is none or it
   *     is dropped
   * @param fields the fields the catalog allows, redacted or hashed as it says; not to be changed
   */
  record Kept(Optional<String> callId, ObjectNode fields) {}
}
