package org.voiceagent.exporter.advice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules say about one call.
 *
 * @param recommendations best first; empty if all is well
 * @param noAdvice the rules that could not be judged, and what each would have needed
 * @param fired the keys of the rules whose condition held, also of those that found nothing left to
 *     change
 * @param unjudged the keys of the rules whose condition is unknown for the call
 */
public record Advice(
    List<Recommendation> recommendations,
    List<Unjudged> noAdvice,
    Set<String> fired,
    Set<String> unjudged) {

  /** Copies everything that is not immutable. */
  public Advice {
    recommendations = List.copyOf(recommendations);
    noAdvice = List.copyOf(noAdvice);
    fired = Set.copyOf(fired);
    unjudged = Set.copyOf(unjudged);
  }

  /** As above; every rule in {@code noAdvice} that has not fired is unjudged. */
  public Advice(List<Recommendation> recommendations, List<Unjudged> noAdvice, Set<String> fired) {
    this(recommendations, noAdvice, fired, without(noAdvice, fired));
  }

  /** Advice of exactly these recommendations' rules. */
  public Advice(List<Recommendation> recommendations, List<Unjudged> noAdvice) {
    this(
        recommendations,
        noAdvice,
        recommendations.stream().map(Recommendation::key).collect(Collectors.toSet()));
  }

  /** What is said of a call that no rule judges. */
  public static Advice none() {
    return new Advice(List.of(), List.of());
  }

  private static Set<String> without(List<Unjudged> noAdvice, Set<String> fired) {
    Set<String> keys = new LinkedHashSet<>();
    noAdvice.forEach(one -> keys.add(one.key()));
    keys.removeAll(fired);
    return keys;
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
