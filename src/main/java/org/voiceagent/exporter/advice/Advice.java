package org.voiceagent.exporter.advice;

import java.util.List;

/**
 * What the rules say of one call.
 *
 * @param recommendations best first; empty if all is well
 * @param noAdvice the rules that could not be judged, and what each would have needed
 */
public record Advice(List<Recommendation> recommendations, List<Unjudged> noAdvice) {

  /** Copies both lists. */
  public Advice {
    recommendations = List.copyOf(recommendations);
    noAdvice = List.copyOf(noAdvice);
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
