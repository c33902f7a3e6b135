package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;

/**
 * What became of a rule's advice on a key, as far as the remembered calls show. Observational: a
 * rule may fall silent after a change without being silenced by it.
 *
 * @param labels the pipeline, provider and model whose calls led to the advice
 * @param ruleKey the rule's key
 * @param field the dotted key it names
 * @param state what became of it
 * @param since when the call ended that led to this state
 * @param callsAdvised how many of the remembered calls led to it
 * @param why one sentence for an operator
 */
public record AdviceLifecycle(
    LabelSet labels,
    String ruleKey,
    String field,
    State state,
    Instant since,
    int callsAdvised,
    String why) {

  private static final Comparator<Observation> BY_END =
      Comparator.comparing(Observation::endedAt).thenComparing(Observation::id);

  /** What became of advice. */
  public enum State {
    /** It was given, and the key has not been changed in the direction it named. */
    OPEN,
    /** The key was changed in that direction; it is too early to say more. */
    APPLIED,
    /**
     * The rule has been silent, whether or not the advice was followed, for longer than chance
     * explains: given how often it fired before, such a silence happens by chance in at most one of
     * twenty cases. It takes at least 20 calls that the rule could judge; 200 are always enough.
     */
    RESOLVED,
    /** It was resolved, and the rule has fired for 3 or more of 20 calls since. */
    REGRESSED,
    /** Open for 7 days or more, in which 50 calls or more led to it. */
    IGNORED;

    /** The lower-case word used in JSON and labels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A rule and the key it names. */
  private record Subject(String ruleKey, String field) {}

  /**
   * The lifecycles of all advice that calls of one pipeline, provider and model led to.
   *
   * @param calls in any order
   * @param effects those of the same calls
   * @return in the order in which the advice was first given
   */
  public static List<AdviceLifecycle> of(
      LabelSet labels, List<Observation> calls, List<Effect> effects) {
    List<Observation> oldestFirst = calls.stream().sorted(BY_END).toList();
    Set<Subject> subjects = new LinkedHashSet<>();
    for (Observation call : oldestFirst) {
      call.advised().forEach(said -> subjects.add(new Subject(said.key(), said.field())));
    }
    return subjects.stream()
        .map(
            one ->
                new LifecycleTracker(labels, one.ruleKey(), one.field()).of(oldestFirst, effects))
        .toList();
  }
}
