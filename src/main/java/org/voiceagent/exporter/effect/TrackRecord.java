package org.voiceagent.exporter.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of following a rule's advice here, counted over decided effects. One that was left open
 * or taken back before it could be told counts for nothing. Observational, not randomised.
 *
 * @param ruleKey the rule's key
 * @param helped how many changes it had advised helped
 * @param noEffect how many made no difference
 * @param harmed how many did harm
 */
public record TrackRecord(String ruleKey, int helped, int noEffect, int harmed) {
  /** Fewer failures may be bad luck; this project's own choice. */
  private static final int FAILURES = 3;

  /** The records of all rules whose advice was followed and judged, in the order of their keys. */
  public static List<TrackRecord> of(List<Effect> effects) {
    Map<String, List<Verdict>> byRule = new TreeMap<>();
    for (Effect effect : effects) {
      if (effect.decided()) {
        for (String key : effect.ruleKeys()) {
          byRule.computeIfAbsent(key, unseen -> new ArrayList<>()).add(effect.verdict());
        }
      }
    }
    return byRule.entrySet().stream()
        .map(rule -> of(rule.getKey(), rule.getValue()))
        .filter(record -> record.helped + record.failed() > 0)
        .toList();
  }

  /** How many changes did not help. */
  public int failed() {
    return noEffect + harmed;
  }

  /** Whether the advice has failed here three times or more, and more often than it helped. */
  public boolean keepsFailing() {
    return failed() >= FAILURES && failed() > helped;
  }

  private static TrackRecord of(String key, List<Verdict> verdicts) {
    return new TrackRecord(
        key,
        count(verdicts, Verdict.HELPED),
        count(verdicts, Verdict.NO_EFFECT),
        count(verdicts, Verdict.HARMED));
  }

  private static int count(List<Verdict> verdicts, Verdict verdict) {
    return (int) verdicts.stream().filter(verdict::equals).count();
  }
}
