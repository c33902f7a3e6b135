package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;

/**
 * A metric family as the catalog declares it.
 *
 * @param name the full name, with {@code _total} if it is a counter
 * @param type counter, gauge or histogram
 * @param help one sentence for the page
 * @param unit the base unit its name ends in, such as {@code seconds}, or ""
 * @param labels the names of its labels, in the order of the page
 * @param buckets the upper bounds of a histogram, ascending, without +Inf; else empty
 * @param queries what one would ask of it, for the documentation
 */
record Family(
    String name,
    FamilyType type,
    String help,
    String unit,
    List<String> labels,
    List<Double> buckets,
    List<Query> queries) {

  /** Copies the lists. */
  Family {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
    queries = List.copyOf(queries);
  }

  /**
   * A question and its answer in PromQL.
   *
   * @param ask what one would like to know
   * @param promql the expression
   */
  record Query(String ask, String promql) {}

  /** The family with its samples, as the client library wants it. */
  MetricFamilySamples with(List<Sample> samples) {
    return new MetricFamilySamples(name, unit, type.exposed(), help, samples);
  }
}
