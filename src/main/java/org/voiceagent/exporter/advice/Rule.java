package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.patch.PatchDocument;
import org.voiceagent.exporter.patch.Setting;

/**
 * When to recommend what. Immutable.
 *
 * @param key the name that stands in the recommendation and labels a metric
 * @param title what is wrong, in a few words
 * @param symptom what callers notice, for the documentation
 * @param panel where a dashboard shows it, as {@code dashboard / panel}, for the documentation
 * @param severity how much it matters
 * @param when what must hold of a call
 * @param changes what may be suggested; the first that makes a difference is
 * @param measures what the advice is about: by these it is told whether a change helped
 * @param docs a path to the rule's documentation
 * @param source where threshold and remedy come from
 * @param examples calls with the expected outcome
 */
record Rule(
    String key,
    String title,
    String symptom,
    String panel,
    SeverityLadder severity,
    Condition when,
    List<Change> changes,
    Set<Measure> measures,
    String docs,
    String source,
    List<Example> examples) {
  /** What a reason may quote, though its rule does not ask for it: where the time goes, in ms. */
  static final List<Fact> IN_EVERY_REASON =
      List.of(
          DerivedNumber.RESPONSE_LATENCY_MS,
          new FieldFact(CallField.STT_LATENCY_MS),
          new FieldFact(CallField.LLM_LATENCY_MS),
          new FieldFact(CallField.TTS_LATENCY_MS),
          DerivedNumber.UNATTRIBUTED_MS);

  private static final String FILE = "config/ai-agent.local.yaml";

  /**
   * How much a rule's finding matters: no more than {@link Severity#INFO} until it has been found
   * in {@value Window#PATTERN} of the last calls, because one bad call is an event and no reason to
   * change a configuration.
   *
   * @param base always at least this
   * @param steps what must hold for more
   */
  record SeverityLadder(Severity base, Map<Severity, Condition> steps) {
    Severity of(Situation call, String ruleKey) {
      if (call.window(ruleKey, Span.USUAL).fired() < Window.PATTERN) {
        return Severity.INFO;
      }
      Severity highest = base;
      Situation ofRule = call.judgedBy(ruleKey);
      for (Map.Entry<Severity, Condition> step : steps.entrySet()) {
        if (step.getKey().compareTo(highest) > 0 && step.getValue().judge(ofRule).holds()) {
          highest = step.getKey();
        }
      }
      return highest;
    }
  }

  /** What the rule says of a call. */
  Judgement judge(Situation call) {
    Verdict verdict = when.judge(call);
    return switch (verdict.truth()) {
      case NO -> new Judgement.Silent();
      case UNKNOWN -> new Judgement.Unjudged(verdict.missing(), false);
      case YES -> firstChange(call);
    };
  }

  private Judgement firstChange(Situation call) {
    List<String> lacking = new ArrayList<>();
    for (Change change : changes) {
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

  private Recommendation recommendation(Change change, Proposal.Value value, Situation call) {
    Window window = call.window(key, Span.USUAL);
    Evidence evidence = Evidence.of(when.limits(), call, window);
    String field = call.filled(change.field());
    Severity urgency = severity.of(call, key);
    String pattern = urgency == Severity.INFO || !window.isTelling() ? "" : seen(window);
    return new Recommendation(
        key,
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
        docs);
  }

  private static String seen(Window window) {
    return window.fired() > 1
        ? " So it was in " + window.fired() + " of the last " + window.judged() + " calls."
        : "";
  }

  private static Map<String, String> words(
      Evidence evidence, Change change, Proposal.Value value, Situation call) {
    Map<String, String> words = new HashMap<>(evidence.words());
    words.put("field", call.filled(change.field()));
    words.put("unit", change.unit());
    words.put("current", value.current().text());
    words.put("suggested", value.suggested().text());
    words.put("pipeline_name", call.labels().pipelineName());
    words.put("provider_id", call.labels().providerId());
    words.put("model_variant", call.labels().modelVariant());
    for (Fact fact : IN_EVERY_REASON) {
      Figure figure = fact.figure(call);
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
