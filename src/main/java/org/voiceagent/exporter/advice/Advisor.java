package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Asks every rule about a call. Pure: the same call, rules and thresholds give the same advice.
 * Immutable and safe to share; a reload makes a new one.
 */
public final class Advisor {
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
   * first, then what happens in the largest share of recent calls, then in the order of the rules.
   * A rule whose advice keeps failing here counts one severity less. Where two rules want one
   * field, the first in that order stands, and its reason names the other.
   *
   * @param history the calls before this one, for rules that look at more than one call
   * @param record what became of advice that was followed
   */
  public Advice advise(CallSession session, RecentCalls history, TrackRecord record) {
    RuleContext call = new RuleContext(session, thresholds, history);
    List<Recommendation> found = new ArrayList<>();
    List<Advice.Unjudged> noAdvice = new ArrayList<>();
    Set<String> fired = new HashSet<>();
    for (Rule rule : rules.rules()) {
      Judgement judgement = new RuleJudge(rule).judge(call);
      if (judgement instanceof Judgement.Advised advised) {
        found.add(ranked(advised.recommendation(), record));
        fired.add(rule.key());
      } else if (judgement instanceof Judgement.Unjudged unjudged) {
        noAdvice.add(new Advice.Unjudged(rule.key(), unjudged.missing()));
        if (unjudged.fired()) {
          fired.add(rule.key());
        }
      }
    }
    found.sort(bestFirst(record));
    return new Advice(onePerField(found), noAdvice, fired);
  }

  /** The same where no advice was followed yet. */
  public Advice advise(CallSession session, RecentCalls history) {
    return advise(session, history, TrackRecord.NONE);
  }

  /** The same without any call before this one. */
  public Advice advise(CallSession session) {
    return advise(session, RecentCalls.NONE);
  }

  /** What the advice on a key of the engine's configuration is about; may be empty. */
  public Set<Measure> measures(String field) {
    return rules.measures(field);
  }

  /**
   * What is to be remembered of a call to compare it with others.
   *
   * @param advice what this advisor said of it
   */
  public Observation observe(CallSession session, Advice advice) {
    Map<String, String> settings = new LinkedHashMap<>();
    Set<String> fields = rules.fields(session);
    for (String field : fields) {
      session.snapshot().text(field).ifPresent(value -> settings.put(field, value));
    }
    Set<String> unjudged =
        advice.noAdvice().stream()
            .map(Advice.Unjudged::key)
            .filter(key -> !advice.fired().contains(key))
            .collect(Collectors.toSet());
    return new Observation(
        session.id(),
        session.endedAt(),
        session.labels(),
        session.facts().text(CallField.ENGINE_VERSION).orElse(""),
        session.snapshot().fingerprintWithout(fields),
        settings,
        Measures.of(session),
        advice.fired(),
        unjudged,
        advice.recommendations().stream()
            .map(
                said ->
                    new Advised(
                        said.key(), said.field(), said.suggested().text(), said.severity().label()))
            .toList(),
        List.of());
  }

  private static Comparator<Recommendation> bestFirst(TrackRecord record) {
    return Comparator.comparing(Recommendation::severity)
        .reversed()
        .thenComparing(said -> record.isPoor(said.key()))
        .thenComparing(Comparator.comparingDouble(Recommendation::shareOfCalls).reversed());
  }

  private static Recommendation ranked(Recommendation said, TrackRecord record) {
    if (!record.isPoor(said.key())) {
      return said;
    }
    int failures = record.failures(said.key());
    int tried = failures + record.successes(said.key());
    return said.lessSevere()
        .withReason(
            said.reason()
                + " Ranked down: of "
                + tried
                + " changes this rule advised here, "
                + failures
                + " did not help.");
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
