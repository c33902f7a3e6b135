package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceagent.exporter.anomaly.Anomaly;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiAnomaly;

/** What is unusual as JSON, in the form of {@code docs/schema/anomalies.schema.json}. */
public final class AnomaliesJson {
  private AnomaliesJson() {}

  /** The whole document on one line, with a line feed at the end. */
  public static String of(AnomalyReport report) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("at", report.at().toString());
    node.put("judged", report.judged().size());
    node.put("pipelines_left_out", report.pipelinesLeftOut());
    ArrayNode anomalies = node.putArray("anomalies");
    report.anomalies().forEach(anomaly -> anomalies.add(anomaly(anomaly)));
    return Json.text(node);
  }

  private static ObjectNode anomaly(KpiAnomaly found) {
    Anomaly anomaly = found.anomaly();
    ObjectNode node = Json.object().put("kpi", found.kpi().id());
    node.put("title", found.kpi().title()).put("unit", found.kpi().unit().label());
    node.put("pipeline_name", found.pipelineName());
    node.put("method", anomaly.method().label());
    node.put("start", anomaly.start().toString());
    node.put("detected_at", anomaly.detectedAt().toString());
    node.put("direction", anomaly.up() ? "up" : "down");
    node.set("value", Json.number(anomaly.value()));
    node.set("expected", Json.number(anomaly.expected()));
    node.set("score", Json.number(anomaly.score()));
    return node;
  }
}
