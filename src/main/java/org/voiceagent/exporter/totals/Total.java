package org.voiceagent.exporter.totals;

import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;

/**
 * What one series has come to. A total that a snapshot shares must not change any more: change a
 * {@link #copy} of it instead. So a scrape copies references only, and counting copies a total once
 * for each scrape rather than for each value.
 */
abstract sealed class Total permits CounterTotal, GaugeTotal, HistogramTotal {
  private final SeriesLabels labels;

  Total(SeriesLabels labels) {
    this.labels = labels;
  }

  /** The series' labels. */
  final SeriesLabels labels() {
    return labels;
  }

  /** A total with the same numbers, for the series with these labels. */
  abstract Total copy(SeriesLabels labels);

  /** A total with the same numbers. */
  final Total copy() {
    return copy(labels);
  }

  /** Whether the change is of the right kind, with a value that does no harm. */
  abstract boolean takes(Change change);

  /** Applies a change that {@link #takes} accepts. */
  abstract void apply(Change change, Origin origin);

  /**
   * The total that was recorded of a series like this one; empty if it is of another type or cannot
   * be true. This total stays as it is.
   */
  Optional<Total> restored(SeriesTotal recorded, SeriesLabels of) {
    return Optional.empty();
  }

  /** Whether an exemplar links to one of these origins. */
  boolean linksTo(Set<String> origins) {
    return false;
  }

  /** Drops the exemplars that link to these origins. */
  void forget(Set<String> origins) {}

  /** The sum or histogram as the ledger records it; empty for a gauge. */
  Optional<SeriesTotal> sum(String family) {
    return Optional.empty();
  }

  /** The change that sets the gauge to its value; empty for a sum or histogram. */
  Optional<Change.Set> gauge(String family) {
    return Optional.empty();
  }

  /** Hands out the series' samples. */
  abstract void write(SampleWriter out);

  /** Whether a counter or a sum can have come to this. */
  static boolean isSum(double sum) {
    return Double.isFinite(sum) && sum >= 0;
  }

  /** Whether it adds a value that a counter or a histogram can bear. */
  static boolean adds(Change change) {
    return change instanceof Change.Add && isSum(change.value());
  }
}
