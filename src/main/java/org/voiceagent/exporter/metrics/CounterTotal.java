package org.voiceagent.exporter.metrics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * The sum of a counter.
 *
 * @param sum of all values
 * @param last the newest value above 0
 * @param lastTrace the call that value came from
 */
record CounterTotal(double sum, double last, Trace lastTrace) implements Total {
  /** A counter that has seen nothing. */
  static final CounterTotal ZERO = new CounterTotal(0, 0, Trace.NONE);

  @Override
  public Total plus(double value, Trace trace) {
    return value > 0 && trace.leads()
        ? new CounterTotal(sum + value, value, trace)
        : new CounterTotal(sum + value, last, lastTrace);
  }

  @Override
  public Optional<Total> restored(SeriesTotal recorded) {
    if (!recorded.bounds().isEmpty() || !Total.canBe(recorded.sum())) {
      return Optional.empty();
    }
    Exemplar known = recorded.exemplars().size() == 1 ? recorded.exemplars().get(0) : Exemplar.NONE;
    return Optional.of(new CounterTotal(recorded.sum(), known.value(), Trace.of(known)));
  }

  @Override
  public Total without(Set<String> calls) {
    return calls.contains(lastTrace.id()) ? new CounterTotal(sum, 0, Trace.NONE) : this;
  }

  @Override
  public SeriesTotal recorded(String family, List<String> labelValues) {
    return new SeriesTotal(
        family, labelValues, sum, List.of(), List.of(), List.of(lastTrace.recorded(last)));
  }

  @Override
  public void write(FamilyText text, LabelText labels, PageBuffer out) {
    text.value(labels, sum, lastTrace, last, out);
  }
}
