package org.voiceagent.exporter.advice;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.amount.Proposal;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.ReasonTemplate;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.advice.rule.SuggestedChange;
import org.voiceagent.exporter.call.CallField;

/**
 * What a rule found in a call, as numbers. The text is written only if it is read, which for most
 * calls is never. Immutable.
 *
 * @param rule the rule
 * @param change the change it suggests
 * @param value the value to suggest
 * @param severity how much it matters
 * @param evidence the figures the rule looked at
 * @param reasons the sentences that tell why
 * @param call the call, without those before it
 */
record RuleFinding(
    Rule rule,
    SuggestedChange change,
    Proposal.Value value,
    Severity severity,
    RuleEvidence evidence,
    List<ReasonTemplate> reasons,
    RuleContext call) {

  /** The dotted key to change. */
  String field() {
    return call.filled(change.field());
  }

  /** In what share of the recent calls the rule held, in [0,1]; 0 if too few were looked at. */
  double shareOfCalls() {
    FiringCount firings = evidence.firings();
    return firings.isTelling() ? firings.share() : 0;
  }

  /** Why, in a few sentences. */
  String reason() {
    Map<String, String> words = words();
    String why =
        reasons.stream().map(reason -> reason.fill(words)).collect(Collectors.joining(" "));
    String because = value.rationale().sentence();
    return why + pattern() + (because.isEmpty() ? "" : " " + because);
  }

  /** The figures behind the reason, in order. */
  Map<String, SettingValue> figures() {
    Map<String, SettingValue> figures = new LinkedHashMap<>(evidence.shown());
    value.rationale().addTo(figures);
    return figures;
  }

  /** {@code raise}, {@code lower} or {@code change}. */
  String direction() {
    SettingValue current = value.current();
    SettingValue suggested = value.suggested();
    if (!current.isNumber() || !suggested.isNumber()) {
      return "change";
    }
    return suggested.number().compareTo(current.number()) > 0 ? "raise" : "lower";
  }

  private String pattern() {
    FiringCount firings = evidence.firings();
    return severity != Severity.INFO && firings.isTelling() && firings.fired() > 1
        ? " So it was in " + firings.fired() + " of the last " + firings.judged() + " calls."
        : "";
  }

  private Map<String, String> words() {
    Map<String, String> words = new HashMap<>(evidence.words());
    words.put("field", field());
    words.put("unit", change.unit());
    words.put("current", value.current().text());
    words.put("suggested", value.suggested().text());
    words.put("pipeline_name", call.labels().pipelineName());
    words.put("provider_id", call.labels().providerId());
    words.put("model_variant", call.labels().modelVariant());
    for (Fact fact : Rule.IN_EVERY_REASON) {
      double number = fact.number(call);
      if (!Double.isNaN(number)) {
        words.putIfAbsent(fact.key(), SettingValue.of((double) Math.round(number)).text());
      }
    }
    call.facts()
        .text(CallField.ENGINE_VERSION)
        .ifPresent(version -> words.put("engine_version", version));
    return words;
  }
}
