package org.voiceagent.exporter.metrics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.SeriesTotal;

/**
 * What one series has come to so far. Immutable, so that a scrape takes a whole family by copying
 * references, and the lock is held for no longer than that.
 */
sealed interface Total permits CounterTotal, HistogramTotal {

  /**
   * The total after one more value.
   *
   * @param value finite and at least 0, in the family's unit
   * @param trace the call it comes from
   */
  Total plus(double value, Trace trace);

  /**
   * The total that was recorded of a series like this one; empty if it is of another type or cannot
   * be true.
   */
  Optional<Total> restored(SeriesTotal recorded);

  /** The same total, leading to none of these calls. */
  Total without(Set<String> calls);

  /** This total as it is recorded. */
  SeriesTotal recorded(String family, List<String> labelValues);

  /** Whether a counter or a sum can have come to this. */
  static boolean canBe(double sum) {
    return Double.isFinite(sum) && sum >= 0;
  }

  /** Writes the series' lines. */
  void write(FamilyText text, LabelText labels, PageBuffer out);
}
