package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules say of one call.
 *
 * @param recommendations best first; empty if all is well
 * @param noAdvice the rules that could not be judged, and what each would have needed
 * @param fired the keys of the rules whose condition held, also of those that found nothing left to
 *     change
 */
public record Advice(
    List<Recommendation> recommendations, List<Unjudged> noAdvice, Set<String> fired) {

  /** Copies everything. */
  public Advice {
    recommendations = List.copyOf(recommendations);
    noAdvice = List.copyOf(noAdvice);
    fired = Set.copyOf(fired);
  }

  /** Advice of exactly these recommendations' rules. */
  public Advice(List<Recommendation> recommendations, List<Unjudged> noAdvice) {
    this(
        recommendations,
        noAdvice,
        recommendations.stream().map(Recommendation::key).collect(Collectors.toSet()));
  }

  /**
   * A rule that stayed silent because something was unknown.
   *
   * @param key the rule's key
   * @param missing the facts, snapshot keys or candidates that were missing, by name
   */
  public record Unjudged(String key, List<String> missing) {
    /** Copies the list. */
    public Unjudged {
      missing = List.copyOf(missing);
    }
  }
}
