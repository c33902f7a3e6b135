package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.amount.Proposal;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.ConditionResult;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.RuleExample;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.advice.rule.SuggestedChange;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.patch.PatchDocument;
import org.voiceagent.exporter.patch.Setting;

/** Applies one rule to calls. Immutable. */
record RuleJudge(Rule rule) {
  private static final String FILE = "config/ai-agent.local.yaml";

  /** What a rule says about the call of an example, as text. */
  static String outcome(Rule rule, RuleExample example) {
    RuleContext call = new RuleContext(example.call(), Thresholds.defaults(), example.before());
    return new RuleJudge(rule).judge(call).toString();
  }

  /** What the rule says about a call. */
  Judgement judge(RuleContext call) {
    ConditionResult verdict = rule.when().judge(call);
    return switch (verdict.truth()) {
      case NO -> new Judgement.Silent();
      case UNKNOWN -> new Judgement.Unjudged(verdict.missing(), false);
      case YES -> firstChange(call);
    };
  }

  private Judgement firstChange(RuleContext call) {
    List<String> lacking = new ArrayList<>();
    for (SuggestedChange change : rule.changes()) {
      Proposal proposal = change.propose(call);
      if (proposal instanceof Proposal.Value value) {
        return new Judgement.Advised(
            recommendation(change, value, call).onGrounds(value.grounds()));
      }
      if (proposal instanceof Proposal.Unknown unknown) {
        return new Judgement.Unjudged(unknown.missing(), true);
      }
      if (proposal instanceof Proposal.Impossible impossible) {
        lacking.add(impossible.lacking());
      }
    }
    return new Judgement.Unjudged(
        lacking.isEmpty() ? List.of("a change meant for such a call") : lacking, true);
  }

  private Recommendation recommendation(
      SuggestedChange change, Proposal.Value value, RuleContext call) {
    FiringCount window = call.window(rule.key(), LookBack.USUAL);
    RuleEvidence evidence = RuleEvidence.of(rule.when().limits(), call, window);
    String field = call.filled(change.field());
    Severity urgency = rule.severity().of(call, rule.key());
    String pattern = urgency == Severity.INFO || !window.isTelling() ? "" : seen(window);
    return new Recommendation(
        rule.key(),
        field,
        urgency,
        Optional.of(value.current()),
        value.suggested(),
        change.unit(),
        direction(value),
        change.reason(call, words(evidence, change, value, call)) + pattern,
        evidence.shown(),
        change.apply().name().toLowerCase(Locale.ROOT),
        FILE,
        PatchDocument.of(List.of(new Setting(field, value.suggested().text(), ""))),
        rule.docs());
  }

  private static String seen(FiringCount window) {
    return window.fired() > 1
        ? " So it was in " + window.fired() + " of the last " + window.judged() + " calls."
        : "";
  }

  private static Map<String, String> words(
      RuleEvidence evidence, SuggestedChange change, Proposal.Value value, RuleContext call) {
    Map<String, String> words = new HashMap<>(evidence.words());
    words.put("field", call.filled(change.field()));
    words.put("unit", change.unit());
    words.put("current", value.current().text());
    words.put("suggested", value.suggested().text());
    words.put("pipeline_name", call.labels().pipelineName());
    words.put("provider_id", call.labels().providerId());
    words.put("model_variant", call.labels().modelVariant());
    for (Fact fact : Rule.IN_EVERY_REASON) {
      MaybeNumber figure = fact.figure(call);
      if (figure.known()) {
        words.putIfAbsent(fact.key(), SettingValue.of((double) Math.round(figure.value())).text());
      }
    }
    call.facts()
        .text(CallField.ENGINE_VERSION)
        .ifPresent(version -> words.put("engine_version", version));
    return words;
  }

  private static String direction(Proposal.Value value) {
    if (!value.current().isNumber() || !value.suggested().isNumber()) {
      return "change";
    }
    return value.suggested().number().compareTo(value.current().number()) > 0 ? "raise" : "lower";
  }
}
