package org.voiceagent.exporter.totals;

import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * Where a value comes from, so that an exemplar can link to it.
 *
 * @param id of the record, or "" if exemplars must not link to it
 * @param atMs when the record was counted, in ms since 1970
 */
record Origin(String id, long atMs) {
  /** OpenMetrics 1.0 allows an exemplar 128 characters for label names and values together. */
  private static final int LONGEST_EXEMPLAR = 128;

  private static final int LONGEST_ID = LONGEST_EXEMPLAR - RunningTotals.EXEMPLAR_LABEL.length();

  /** No record at all. */
  static final Origin NONE = new Origin("", 0);

  /** The origin of an entry. */
  static Origin of(Entry entry) {
    return new Origin(
        entry.origin().filter(Origin::fits).orElse(""), entry.countedAt().toEpochMilli());
  }

  /** The exemplar of a value that comes from here. */
  Exemplar exemplar(double value) {
    return new Exemplar(id, value, atMs);
  }

  /** Whether exemplars can link to it. */
  boolean known() {
    return !id.isEmpty();
  }

  private static boolean fits(String id) {
    return id.length() <= LONGEST_ID || id.codePointCount(0, id.length()) <= LONGEST_ID;
  }
}
