package org.voiceagent.exporter.metrics;

import java.time.Instant;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;

/**
 * Leads from a number on the page to the call it comes from.
 *
 * @param id the call, or "" if none is to be named
 * @param atMs when the call was counted, in ms since 1970
 */
record Trace(String id, long atMs) {
  /** No call at all, as for a series that has seen none. */
  static final Trace NONE = new Trace("", 0);

  private static final String LABEL = CallLabel.CALL_UUID.key();

  /** OpenMetrics 1.0 allows an exemplar 128 characters of label names and values together. */
  private static final int LONGEST_ID = 128 - LABEL.length();

  /** Leads to the call an entry came from, if any. */
  static Trace of(Entry entry) {
    return entry.origin().map(id -> of(id, entry.countedAt())).orElse(NONE);
  }

  /** Leads to this call; to none if its id is longer than an exemplar may be. */
  static Trace of(String text, Instant at) {
    return text.codePointCount(0, text.length()) <= LONGEST_ID
        ? new Trace(text, at.toEpochMilli())
        : NONE;
  }

  /**
   * Leads to the call of a recorded exemplar; nowhere if its id names a person, as those of earlier
   * versions may.
   */
  static Trace of(SeriesTotal.Exemplar recorded) {
    return CallId.parse(recorded.callId())
        .filter(id -> !CallNames.looksPersonal(id))
        .map(id -> of(id.value(), Instant.ofEpochMilli(recorded.atMs())))
        .orElse(NONE);
  }

  /** A value that leads here, as it is recorded. */
  SeriesTotal.Exemplar recorded(double value) {
    return leads() ? new SeriesTotal.Exemplar(id, value, atMs) : SeriesTotal.Exemplar.NONE;
  }

  /** Whether it leads anywhere. */
  boolean leads() {
    return !id.isEmpty();
  }
}
