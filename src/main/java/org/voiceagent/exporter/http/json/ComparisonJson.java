package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.experiment.GroupComparison.Compared;

/**
 * Two groups of calls compared, as JSON in the form of {@code docs/schema/comparison.schema.json}.
 */
public final class ComparisonJson {
  private static final String NOTE =
      "observational, not randomised: the calls of both groups were compared as they came";

  private ComparisonJson() {}

  /** The whole document on one line, with a line feed at the end. */
  public static String of(CallSelection before, CallSelection after, GroupComparison comparison) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("note", NOTE);
    node.put("before", before.text()).put("after", after.text());
    node.put("calls_before", comparison.callsBefore());
    node.put("calls_after", comparison.callsAfter());
    node.put("minimum", GroupComparison.fewest());
    ArrayNode measures = node.putArray("measures");
    comparison.measures().forEach(measure -> measures.add(measure(measure)));
    ArrayNode confounders = node.putArray("confounders");
    comparison.confounders().forEach(confounders::add);
    return Json.text(node);
  }

  private static ObjectNode measure(Compared compared) {
    ObjectNode node = compared.effect().map(OutcomeJson::measure).orElseGet(Json::object);
    node.put("measure", compared.measure().key());
    node.put("finding", compared.finding().label());
    node.put("calls_before", compared.before()).put("calls_after", compared.after());
    node.remove("guard");
    return node;
  }
}
