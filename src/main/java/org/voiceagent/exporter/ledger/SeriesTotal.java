package org.voiceagent.exporter.ledger;

import java.util.List;

/**
 * What one series has come to.
 *
 * @param family the full name of the metric family
 * @param labelValues the series' label values, in the order of the family's labels
 * @param sum of all values, in the family's unit
 * @param bounds the upper bounds of a histogram's buckets without +Inf; empty for a counter
 * @param counts how many values fell into each bucket, the one up to +Inf last, each counted in one
 *     bucket only; empty for a counter
 * @param exemplars the newest value of each bucket, or the one of a counter; {@link Exemplar#NONE}
 *     where there is none
 */
public record SeriesTotal(
    String family,
    List<String> labelValues,
    double sum,
    List<Double> bounds,
    List<Long> counts,
    List<Exemplar> exemplars) {

  /** Copies the lists. */
  public SeriesTotal {
    labelValues = List.copyOf(labelValues);
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    exemplars = List.copyOf(exemplars);
  }

  /**
   * A value and the call it came from.
   *
   * @param callId the call's id, or "" if there is none
   * @param value the value, in the family's unit
   * @param atMs when it was counted, in ms since 1970
   */
  public record Exemplar(String callId, double value, long atMs) {
    /** No value yet. */
    public static final Exemplar NONE = new Exemplar("", 0, 0);
  }
}
