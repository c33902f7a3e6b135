package org.voiceagent.exporter.advice.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.advice.fact.DerivedNumber;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.FieldFact;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Measure;

/**
 * A rule: a condition on calls, and the configuration changes to suggest where it holds. Immutable.
 *
 * @param key its name, in recommendations and as a metric label
 * @param title what is wrong, in a few words
 * @param symptom what callers notice, for the documentation
 * @param panel where a dashboard shows it, as {@code dashboard / panel}, for the documentation
 * @param severity how much it matters
 * @param when what must hold of a call
 * @param changes the changes to try in order; the first that makes a difference is suggested
 * @param measures what the advice aims at; they decide whether a change helped
 * @param docs a path to the rule's documentation
 * @param source where threshold and remedy come from
 * @param examples calls with the expected outcome
 */
public record Rule(
    String key,
    String title,
    String symptom,
    String panel,
    SeverityLadder severity,
    Condition when,
    List<SuggestedChange> changes,
    Set<Measure> measures,
    String docs,
    String source,
    List<RuleExample> examples) {
  /** Facts that every reason may quote: where the time of a response goes, in ms. */
  public static final List<Fact> IN_EVERY_REASON =
      List.of(
          DerivedNumber.RESPONSE_LATENCY_MS,
          FieldFact.of(CallField.STT_LATENCY_MS),
          FieldFact.of(CallField.LLM_LATENCY_MS),
          FieldFact.of(CallField.TTS_LATENCY_MS),
          DerivedNumber.UNATTRIBUTED_MS);

  /**
   * How much a rule's finding matters: no more than {@link Severity#INFO} until it has been found
   * in {@value FiringCount#PATTERN} of the last calls, because one bad call is no reason to change
   * a configuration.
   *
   * @param base the least severity
   * @param steps what must hold for each higher one
   */
  public record SeverityLadder(Severity base, Map<Severity, Condition> steps) {
    /** The severity of a finding on a call in which the rule holds. */
    public Severity of(RuleContext call, String ruleKey) {
      if (call.earlier().firings(ruleKey, LookBack.USUAL).fired() < FiringCount.PATTERN) {
        return Severity.INFO;
      }
      Severity highest = base;
      call.fired(ruleKey);
      for (Map.Entry<Severity, Condition> step : steps.entrySet()) {
        if (step.getKey().compareTo(highest) > 0 && step.getValue().judge(call) == Truth.YES) {
          highest = step.getKey();
        }
      }
      return highest;
    }
  }
}
