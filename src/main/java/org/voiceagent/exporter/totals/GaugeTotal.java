package org.voiceagent.exporter.totals;

import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * The value of a gauge that records set: the one with the newest time, in whatever order they
 * arrive; of several values of one moment, the last to arrive. Not thread-safe.
 */
final class GaugeTotal extends Total {
  private double value;
  private long atMs;

  private GaugeTotal(SeriesLabels labels, double value, long atMs) {
    super(labels);
    this.value = value;
    this.atMs = atMs;
  }

  /** A gauge that was never set. */
  static GaugeTotal unset() {
    return new GaugeTotal(SeriesLabels.NONE, 0, Long.MIN_VALUE);
  }

  /** The value. */
  double value() {
    return value;
  }

  /** When its value held, in ms since 1970. */
  long atMs() {
    return atMs;
  }

  @Override
  Total copy(SeriesLabels labels) {
    return new GaugeTotal(labels, value, atMs);
  }

  @Override
  boolean takes(Change change) {
    return change instanceof Change.Set && Double.isFinite(change.value());
  }

  @Override
  void apply(Change change, Origin origin) {
    Instant at = ((Change.Set) change).at();
    if (at.toEpochMilli() >= atMs) {
      value = change.value();
      atMs = at.toEpochMilli();
    }
  }

  @Override
  Optional<Change.Set> gauge(String family) {
    return Optional.of(
        new Change.Set(family, labels().values(), value, Instant.ofEpochMilli(atMs)));
  }

  @Override
  void write(SampleWriter out) {
    out.value(labels(), value, Exemplar.NONE);
  }
}
