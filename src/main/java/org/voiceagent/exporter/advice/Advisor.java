package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallSession;

/**
 * Asks every rule about a call. Pure: the same call, rules and thresholds give the same advice.
 * Immutable and safe to share; a reload makes a new one.
 */
public final class Advisor {
  private static final Comparator<Recommendation> MOST_SEVERE_FIRST =
      Comparator.comparing(Recommendation::severity).reversed();

  private final RuleBook rules;
  private final Thresholds thresholds;

  /**
   * @param rules what to recommend when
   * @param thresholds the limits the rules speak of by name
   */
  public Advisor(RuleBook rules, Thresholds thresholds) {
    this.rules = rules;
    this.thresholds = thresholds;
  }

  /**
   * What the rules say of a finished call: at most one recommendation for a field, the most severe
   * first, then in the order of the rules. Where two rules want one field, the first in that order
   * stands, and its reason names the other.
   */
  public Advice advise(CallSession session) {
    Situation call = new Situation(session, thresholds);
    List<Recommendation> found = new ArrayList<>();
    List<Advice.Unjudged> noAdvice = new ArrayList<>();
    for (Rule rule : rules.rules()) {
      Judgement judgement = rule.judge(call);
      if (judgement instanceof Judgement.Advised advised) {
        found.add(advised.recommendation());
      } else if (judgement instanceof Judgement.Unjudged unjudged) {
        noAdvice.add(new Advice.Unjudged(rule.key(), unjudged.missing()));
      }
    }
    found.sort(MOST_SEVERE_FIRST);
    return new Advice(onePerField(found), noAdvice);
  }

  private static List<Recommendation> onePerField(List<Recommendation> bestFirst) {
    Map<String, Recommendation> byField = new LinkedHashMap<>();
    for (Recommendation next : bestFirst) {
      byField.merge(next.field(), next, Advisor::outweigh);
    }
    return List.copyOf(byField.values());
  }

  private static Recommendation outweigh(Recommendation kept, Recommendation dropped) {
    String other =
        kept.suggested().equals(dropped.suggested())
            ? "agrees"
            : "would " + dropped.direction() + " it to " + dropped.suggested().text() + " instead";
    return kept.withReason(kept.reason() + " Rule " + dropped.key() + " " + other + ".");
  }
}
