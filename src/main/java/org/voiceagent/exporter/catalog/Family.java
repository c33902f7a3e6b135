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
 * @param keeping how its series are kept and served, where that is not the usual way
 */
public record Family(
    String name,
    FamilyType type,
    String help,
    String unit,
    List<String> labels,
    List<Double> buckets,
    Optional<Duration> staleAfter,
    List<Query> queries,
    Keeping keeping) {

  /** What the names of hidden families begin with, which no page shows. */
  public static final String HIDDEN = "_";

  private static final Set<String> PARTS = Set.of("_bucket", "_count", "_sum");

  /** Copies the lists. */
  public Family {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
    queries = List.copyOf(queries);
  }

  /** A family whose series are kept and served in the usual way. */
  public Family(
      String name,
      FamilyType type,
      String help,
      String unit,
      List<String> labels,
      List<Double> buckets,
      Optional<Duration> staleAfter,
      List<Query> queries) {
    this(name, type, help, unit, labels, buckets, staleAfter, queries, Keeping.USUAL);
  }

  /** How the series of a hidden family are told apart and when they go. */
  public enum Layout {
    /** By all labels; they stay, or become stale as gauges. */
    PLAIN,
    /** By the first label: of all series with one key, only the newest is kept. */
    KEYED,
    /** The first label is the start of a span of time in s since 1970; stale by that time. */
    SPANS
  }

  /**
   * How the series of a family are kept and served.
   *
   * @param alias a second name under which a page has the same samples
   * @param initial label values of series that are there from the start, at 0
   * @param layout how series are told apart
   * @param mostKeys how many keys a keyed family keeps; the oldest go first
   */
  public record Keeping(
      Optional<String> alias, List<List<String>> initial, Layout layout, int mostKeys) {
    /** No second name, no series at the start, told apart by all labels. */
    public static final Keeping USUAL =
        new Keeping(Optional.empty(), List.of(), Layout.PLAIN, Integer.MAX_VALUE);

    /** Copies the list. */
    public Keeping {
      initial = List.copyOf(initial);
    }
  }

  /** The same family whose series are kept in another way. */
  public Family with(Keeping other) {
    return new Family(name, type, help, unit, labels, buckets, staleAfter, queries, other);
  }

  /** Whether no page shows it: it only holds what other families are worked out from. */
  public boolean hidden() {
    return name.startsWith(HIDDEN);
  }

  /** The same family under its second name, which follows the rules of OpenMetrics. */
  public Optional<Family> aliased() {
    return keeping
        .alias()
        .map(
            other ->
                new Family(
                    other, type, help, unit, labels, buckets, staleAfter, queries, Keeping.USUAL));
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

  /** The name without the {@code _total} of a counter, by which a page is sorted. */
  public String baseName() {
    return type == FamilyType.COUNTER ? FamilyNames.base(name) : name;
  }

  /** Whether samples of these names may belong to it; an empty set means all samples. */
  public boolean mayHave(Set<String> samples) {
    if (samples.isEmpty()) {
      return true;
    }
    String base = baseName();
    return hidden()
        || samples.stream().anyMatch(wanted -> wanted.startsWith(base))
        || aliased().map(other -> other.mayHave(samples)).orElse(false);
  }
}
