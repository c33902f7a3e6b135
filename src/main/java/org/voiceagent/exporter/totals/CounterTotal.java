package org.voiceagent.exporter.totals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** The sum of a counter, and the newest value above 0. Not thread-safe. */
final class CounterTotal extends Total {
  private double sum;
  private Exemplar newest;

  private CounterTotal(SeriesLabels labels, double sum, Exemplar newest) {
    super(labels);
    this.sum = sum;
    this.newest = newest;
  }

  /** A counter at 0. */
  static CounterTotal zero() {
    return new CounterTotal(SeriesLabels.NONE, 0, Exemplar.NONE);
  }

  /** The sum. */
  double value() {
    return sum;
  }

  @Override
  Total copy(SeriesLabels labels) {
    return new CounterTotal(labels, sum, newest);
  }

  @Override
  boolean takes(Change change) {
    return adds(change);
  }

  @Override
  void apply(Change change, Origin origin) {
    double value = change.value();
    sum += value;
    if (value > 0 && origin.known()) {
      newest = origin.exemplar(value);
    }
  }

  @Override
  Optional<Total> restored(SeriesTotal recorded, SeriesLabels of) {
    if (!recorded.bounds().isEmpty() || !isSum(recorded.sum())) {
      return Optional.empty();
    }
    List<Exemplar> known = recorded.exemplars();
    return Optional.of(
        new CounterTotal(of, recorded.sum(), known.size() == 1 ? known.get(0) : Exemplar.NONE));
  }

  @Override
  boolean linksTo(Set<String> origins) {
    return origins.contains(newest.callId());
  }

  @Override
  void forget(Set<String> origins) {
    if (linksTo(origins)) {
      newest = Exemplar.NONE;
    }
  }

  @Override
  Optional<SeriesTotal> sum(String family) {
    return Optional.of(
        new SeriesTotal(family, labels().values(), sum, List.of(), List.of(), List.of(newest)));
  }

  @Override
  void write(SampleWriter out) {
    out.value(labels(), sum, newest);
  }
}
