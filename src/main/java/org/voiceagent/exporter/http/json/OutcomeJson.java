package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.MeasureEffect;
import org.voiceagent.exporter.report.AdviceOutcomes;

/**
 * Effects of configuration changes and of advice as JSON, in the form of {@code
 * docs/schema/effects.schema.json}.
 */
public final class OutcomeJson {
  private static final String NOTE =
      "observational, not randomised: calls before and after each change were compared as they"
          + " came";

  private OutcomeJson() {}

  /** The whole document on one line, with a line feed at the end. */
  public static String of(AdviceOutcomes outcomes) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("note", NOTE);
    ArrayNode all = node.putArray("effects");
    outcomes.effects().forEach(effect -> all.add(effect(effect)));
    ArrayNode advice = node.putArray("advice");
    outcomes.advice().forEach(story -> advice.add(story(story)));
    return Json.text(node);
  }

  static ObjectNode about(LabelSet labels) {
    ObjectNode node = Json.object();
    node.put("pipeline_name", labels.pipelineName());
    node.put("provider_id", labels.providerId());
    node.put("model_variant", labels.modelVariant());
    return node;
  }

  private static ObjectNode story(AdviceLifecycle story) {
    ObjectNode node = about(story.labels());
    node.put("recommendation_key", story.ruleKey()).put("field", story.field());
    node.put("state", story.state().label()).put("since", story.since().toString());
    return node.put("calls", story.callsAdvised()).put("why", story.why());
  }

  private static ObjectNode effect(Effect effect) {
    ObjectNode node = about(effect.labels());
    node.put("field", effect.field());
    node.put("from", effect.from().orElse(null));
    node.put("to", effect.to().orElse(null));
    node.put("at", effect.at().toString());
    node.put("calls_before", effect.callsBefore()).put("calls_after", effect.callsAfter());
    node.put("verdict", effect.verdict().label()).put("decided", effect.decided());
    node.put("why", effect.why());
    effect.callsNeeded().ifPresent(calls -> node.put("calls_needed", calls));
    ArrayNode measures = node.putArray("measures");
    effect.measures().forEach(measure -> measures.add(measure(measure)));
    ArrayNode confounders = node.putArray("confounders");
    effect.confounders().forEach(confounders::add);
    ArrayNode keys = node.putArray("recommendation_keys");
    effect.ruleKeys().forEach(keys::add);
    return node;
  }

  static ObjectNode measure(MeasureEffect effect) {
    ObjectNode node = Json.object();
    node.put("measure", effect.measure().key());
    node.put("unit", effect.shares() ? "ratio" : effect.measure().unit());
    node.put("guard", effect.guard());
    node.put("calls_before", effect.callsBefore()).put("calls_after", effect.callsAfter());
    number(node, "before", effect.before());
    number(node, "after", effect.after());
    number(node, "shift", effect.shift());
    number(node, "low", effect.low());
    number(node, "high", effect.high());
    number(node, "effect_size", effect.effectSize());
    number(node, "p", effect.p());
    return node;
  }

  /** An interval that was not computed has no bounds. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.set(name, Json.number(value));
    }
  }
}
