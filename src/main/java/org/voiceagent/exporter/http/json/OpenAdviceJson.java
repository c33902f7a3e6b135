package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.report.OpenAdvice;

/** Advice that is still open as JSON, in the form of {@code docs/schema/open.schema.json}. */
public final class OpenAdviceJson {
  private OpenAdviceJson() {}

  /** The whole document on one line, with a line feed at the end. */
  public static String of(List<OpenAdvice> bestFirst) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    ArrayNode all = node.putArray("recommendations");
    bestFirst.forEach(open -> all.add(advice(open)));
    return Json.text(node);
  }

  private static ObjectNode advice(OpenAdvice open) {
    ObjectNode node = ReportJson.recommendation(open.recommendation());
    ArrayNode origins = node.putArray("origins");
    for (OpenAdvice.Origin origin : open.origins()) {
      ObjectNode from = OutcomeJson.about(origin.labels());
      from.put("recommendation_key", origin.ruleKey()).put("suggested", origin.suggested());
      origins.add(from.put("calls", origin.calls()).put("of", origin.of()));
    }
    return node;
  }
}
