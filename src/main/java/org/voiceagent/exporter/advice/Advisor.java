package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Asks every rule about a call. Pure: the same call, rules and thresholds give the same advice.
 * Thread-safe; a reload makes a new one.
 */
public final class Advisor {
  private final RuleBook rules;
  private final Thresholds thresholds;
  private final List<RuleJudge> judges;
  private final RuleKeys keys;
  private final KnownConfigurations configurations;

  /**
   * @param rules what to recommend when
   * @param thresholds the limits that rules name
   */
  public Advisor(RuleBook rules, Thresholds thresholds) {
    this.rules = rules;
    this.thresholds = thresholds;
    this.judges = rules.rules().stream().map(RuleJudge::new).toList();
    this.keys = new RuleKeys(judges.stream().map(RuleJudge::key).toList());
    this.configurations = new KnownConfigurations(rules);
  }

  /**
   * What the rules say about a finished call: at most one recommendation for a field, the most
   * severe first, then what happens in the largest share of recent calls, then in the order of the
   * rules. A rule whose advice keeps failing here counts one severity less. Where two rules want
   * one field, the first in that order stands, and its reason names the other.
   *
   * @param history the calls before this one, for rules that look at more than one call
   * @param record what became of advice that was followed
   */
  public Advice advise(CallSession session, RecentCalls history, TrackRecord record) {
    RuleContext call =
        new RuleContext(session, configurations.of(session).configuration(), thresholds, history);
    List<RankedFinding> found = new ArrayList<>(4);
    List<Advice.Unjudged> noAdvice = new ArrayList<>(judges.size());
    BitSet fired = new BitSet(judges.size());
    BitSet unjudged = new BitSet(judges.size());
    for (int i = 0; i < judges.size(); i++) {
      Judgement judgement = judges.get(i).judge(call);
      if (judgement instanceof Judgement.Advised advised) {
        found.add(new RankedFinding(advised.finding(), record));
        fired.set(i);
      } else if (judgement instanceof Judgement.Unjudged lacking) {
        noAdvice.add(lacking.unjudged());
        (lacking.fired() ? fired : unjudged).set(i);
      }
    }
    return new Advice(onePerField(found), noAdvice, keys.of(fired), keys.of(unjudged));
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
   * @param advice what this advisor said about it
   */
  public Observation observe(CallSession session, Advice advice) {
    KnownConfigurations.Known known = configurations.of(session);
    return new Observation(
        session.id(),
        session.endedAt(),
        session.labels(),
        session.facts().text(CallField.ENGINE_VERSION).orElse(""),
        known.hash(),
        settings(known, session.facts()),
        Measures.of(session),
        advice.fired(),
        advice.unjudged(),
        advised(advice.recommendations()),
        List.of());
  }

  /** The versions of agent and prompt are settings, too: a new one may change how calls go. */
  private static Map<String, String> settings(KnownConfigurations.Known known, Facts facts) {
    if (!facts.known(CallField.AGENT_VERSION) && !facts.known(CallField.PROMPT_VERSION)) {
      return known.settings();
    }
    Map<String, String> settings = new HashMap<>(known.settings());
    for (CallField version : Observation.VERSIONS) {
      facts.text(version).ifPresent(value -> settings.put(version.key(), LabelSet.clean(value)));
    }
    return settings;
  }

  private static List<Advised> advised(List<Recommendation> recommendations) {
    if (recommendations.isEmpty()) {
      return List.of();
    }
    List<Advised> advised = new ArrayList<>(recommendations.size());
    for (Recommendation one : recommendations) {
      advised.add(
          new Advised(one.key(), one.field(), one.suggested().text(), one.severity().label()));
    }
    return advised;
  }

  private static List<Recommendation> onePerField(List<RankedFinding> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    found.sort(RankedFinding.BEST_FIRST);
    Map<String, RankedFinding> byField = new LinkedHashMap<>();
    for (RankedFinding next : found) {
      RankedFinding first = byField.putIfAbsent(next.field(), next);
      if (first != null) {
        first.outweigh(next);
      }
    }
    return byField.values().stream().map(RankedFinding::recommendation).toList();
  }
}
