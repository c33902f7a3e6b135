package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.voiceagent.exporter.advice.amount.Proposal;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Condition;
import org.voiceagent.exporter.advice.rule.ReasonTemplate;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.RuleExample;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.advice.rule.SuggestedChange;
import org.voiceagent.exporter.advice.rule.Truth;

/**
 * Applies one rule to calls. Most calls lack the same few facts, so the names of what is missing
 * are collected once and shared by all calls that lack the same. Thread-safe.
 */
final class RuleJudge {
  /** A power of two; more than the calls of one configuration usually need. */
  private static final int KNOWN_LACKS = 64;

  private final Rule rule;
  private final List<Condition.Limit> limits;
  private final AtomicReferenceArray<Lack> lacks = new AtomicReferenceArray<>(KNOWN_LACKS);

  /** What the rule lacked on calls for which {@link RuleContext#unknowns} is this. */
  private record Lack(long unknowns, Judgement.Unjudged judgement) {}

  RuleJudge(Rule rule) {
    this.rule = rule;
    this.limits = rule.when().limits();
  }

  /** What a rule says about the call of an example, as text. */
  static String outcome(Rule rule, RuleExample example) {
    RuleContext call = new RuleContext(example.call(), Thresholds.defaults(), example.before());
    return new RuleJudge(rule).judge(call).toString();
  }

  /** The name of the rule. */
  String key() {
    return rule.key();
  }

  /** What the rule says about a call. */
  Judgement judge(RuleContext call) {
    call.begin();
    Truth truth = rule.when().judge(call);
    return switch (truth) {
      case NO -> Judgement.SILENT;
      case UNKNOWN -> unjudged(call, false, names -> rule.when().addMissing(call, names));
      case YES -> firstChange(call);
    };
  }

  private Judgement firstChange(RuleContext call) {
    List<Proposal.Impossible> impossible = new ArrayList<>(2);
    for (SuggestedChange change : rule.changes()) {
      Proposal proposal = change.propose(call);
      if (proposal instanceof Proposal.Value value) {
        return new Judgement.Advised(finding(change, value, call));
      }
      if (proposal instanceof Proposal.Unknown unknown) {
        return unjudged(call, true, unknown.missing());
      }
      if (proposal instanceof Proposal.Impossible one) {
        call.note(one.what().hashCode());
        call.note(one.field().hashCode());
        impossible.add(one);
      }
    }
    return unjudged(call, true, names -> addLacking(impossible, names));
  }

  private static void addLacking(List<Proposal.Impossible> impossible, Set<String> names) {
    impossible.forEach(one -> names.add(one.lacking()));
    if (impossible.isEmpty()) {
      names.add("a change meant for such a call");
    }
  }

  private Judgement unjudged(RuleContext call, boolean fired, Consumer<Set<String>> missing) {
    call.note(fired ? 1 : 0);
    long unknowns = call.unknowns();
    int place = (int) unknowns & KNOWN_LACKS - 1;
    Lack known = lacks.get(place);
    if (known == null || known.unknowns() != unknowns) {
      Set<String> names = new LinkedHashSet<>();
      missing.accept(names);
      Advice.Unjudged unjudged = new Advice.Unjudged(rule.key(), List.copyOf(names));
      known = new Lack(unknowns, new Judgement.Unjudged(unjudged, fired));
      lacks.set(place, known);
    }
    return known.judgement();
  }

  private RuleFinding finding(SuggestedChange change, Proposal.Value value, RuleContext call) {
    List<ReasonTemplate> reasons = change.reasons(call);
    double[] figures = new double[2 * limits.size()];
    for (int i = 0; i < limits.size(); i++) {
      figures[2 * i] = limits.get(i).quantity().expression().value(call);
      figures[2 * i + 1] = limits.get(i).limit().value(call);
    }
    FiringCount firings = call.earlier().firings(rule.key(), LookBack.USUAL);
    Severity severity = rule.severity().of(call, rule.key());
    return new RuleFinding(
        rule,
        change,
        value,
        severity,
        new RuleEvidence(limits, figures, firings),
        reasons,
        call.alone());
  }
}
