package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;
import java.util.function.Consumer;

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
  public void samples(Family family, List<String> labelValues, Consumer<Sample> page) {
    page.accept(
        new Sample(family.name(), family.labels(), labelValues, sum, lastTrace.exemplar(last)));
  }
}
