package org.voiceagent.exporter.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A metric family as a catalog declares it.
 *
 * @param name the full name, with {@code _total} if it is a counter
 * @param type counter, gauge or histogram
 * @param help one sentence for the page
 * @param unit the base unit its name ends in, such as {@code seconds}, or ""
 * @param labels the names of its labels, in the order of the page
 * @param buckets the upper bounds of a histogram, ascending, without +Inf; else empty
 * @param staleAfter how long a gauge that records set is shown after its newest value; else empty
 * @param queries examples of use for the documentation
 */
public record Family(
    String name,
    FamilyType type,
    String help,
    String unit,
    List<String> labels,
    List<Double> buckets,
    Optional<Duration> staleAfter,
    List<Query> queries) {

  private static final Set<String> PARTS = Set.of("_bucket", "_count", "_sum");

  /** Copies the lists. */
  public Family {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
    queries = List.copyOf(queries);
  }

  /**
   * A question and its answer in PromQL.
   *
   * @param ask the question
   * @param promql the expression
   */
  public record Query(String ask, String promql) {}

  /** Whether samples of this name belong to it. */
  public boolean has(String sample) {
    return type == FamilyType.HISTOGRAM
        ? sample.startsWith(name) && PARTS.contains(sample.substring(name.length()))
        : sample.equals(name);
  }

  /** The name without {@code _total}, by which a page is sorted. */
  public String baseName() {
    return FamilyNames.base(name);
  }

  /** Whether samples of these names may belong to it; an empty set means all samples. */
  public boolean mayHave(Set<String> samples) {
    if (samples.isEmpty()) {
      return true;
    }
    String base = baseName();
    return samples.stream().anyMatch(wanted -> wanted.startsWith(base));
  }
}
