package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.report.AdviceSummary.Subject;
import org.voiceagent.exporter.yaml.ShortTime;

/** Summary of recent advice as JSON, in the form of {@code docs/schema/summary.schema.json}. */
public final class AdviceSummaryJson {
  private AdviceSummaryJson() {}

  /**
   * The whole document on one line, with a line feed at the end.
   *
   * @param window the period that the summary covers
   */
  public static String of(AdviceSummary summary, Duration window) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("window", ShortTime.of(window)).put("from", summary.from().toString());
    summary.oldest().ifPresent(oldest -> node.put("oldest_remembered", oldest.toString()));
    node.put("calls", summary.calls()).put("calls_advised", summary.callsAdvised());
    ArrayNode subjects = node.putArray("recommendations");
    summary.subjects().forEach(subject -> subjects.add(subject(subject)));
    ArrayNode pipelines = node.putArray("pipelines");
    for (AdviceSummary.Pipeline pipeline : summary.pipelines()) {
      ObjectNode one = pipelines.addObject().put("pipeline_name", pipeline.name());
      one.put("calls", pipeline.calls()).put("calls_advised", pipeline.advised());
    }
    return Json.text(node);
  }

  private static ObjectNode subject(Subject subject) {
    ObjectNode node = Json.object().put("recommendation_key", subject.ruleKey());
    node.put("field", subject.field()).put("severity", subject.severity());
    node.put("calls", subject.calls());
    ArrayNode pipelines = node.putArray("pipelines");
    subject
        .callsByPipeline()
        .forEach(
            (name, calls) -> pipelines.addObject().put("pipeline_name", name).put("calls", calls));
    return node;
  }
}
