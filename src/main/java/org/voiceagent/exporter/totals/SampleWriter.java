package org.voiceagent.exporter.totals;

import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** Takes the samples of a family, series by series. */
public interface SampleWriter {

  /**
   * Takes a counter or a gauge.
   *
   * @param exemplar a value that contributed, or {@link Exemplar#NONE}
   */
  void value(SeriesLabels labels, double value, Exemplar exemplar);

  /**
   * Takes a histogram. The arrays are valid during the call only.
   *
   * @param counts how many values fell into each bucket, the one up to +Inf last
   * @param exemplars a value of each bucket, or {@link Exemplar#NONE}
   * @param sum of all values
   */
  void histogram(SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum);
}
