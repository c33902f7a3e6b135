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
 * What became of a rule's advice on a key, as far as the remembered calls tell. Observational: a
 * rule that falls silent after a change need not do so because of it.
 *
 * @param labels the pipeline, provider and model whose calls led to the advice
 * @param ruleKey the rule's key
 * @param field the dotted key it names
 * @param state what became of it
 * @param since when the call ended with which it came to that
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
    /** It was given, and the key does not have a value in the direction it named. */
    OPEN,
    /** The key was changed in the direction it named, and it is too early to say more. */
    APPLIED,
    /**
     * The rule has been silent, whether or not the advice was followed, for so many calls it could
     * judge that with its share of calls before this would be chance in at most one of twenty
     * cases; never fewer than 20 calls, and 200 are always enough.
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
   * The stories of all advice the calls of one pipeline, provider and model led to.
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
