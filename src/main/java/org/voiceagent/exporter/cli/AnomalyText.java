package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What is unusual as a text to read, from the JSON of {@code /kpi/anomalies}. */
final class AnomalyText {
  private AnomalyText() {}

  /** A paragraph for each anomaly. */
  static String of(JsonNode report, Layout layout) {
    if (report.path("anomalies").isEmpty()) {
      return "Nothing.\n";
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode anomaly : report.path("anomalies")) {
      text.append(layout.paragraph(sentence(anomaly), 0));
    }
    return text.toString();
  }

  /** One anomaly in a sentence. */
  static String sentence(JsonNode anomaly) {
    String pipeline = Terminal.safe(anomaly.path("pipeline_name").asText());
    String start = Terminal.time(anomaly.path("start").asText());
    if (anomaly.path("method").asText().equals("silence")) {
      return pipeline
          + ": no call since "
          + start
          + ", where "
          + Math.round(anomaly.path("expected").asDouble())
          + " usually come.";
    }
    String unit = Terminal.safe(anomaly.path("unit").asText());
    return pipeline
        + ": "
        + Terminal.safe(anomaly.path("title").asText())
        + " "
        + what(anomaly.path("method").asText())
        + " since "
        + start
        + ": "
        + KpiFigure.text(anomaly.path("value").asDouble(), unit)
        + " instead of "
        + KpiFigure.text(anomaly.path("expected").asDouble(), unit)
        + ".";
  }

  private static String what(String method) {
    return switch (method) {
      case "robust_z" -> "is far from its usual value";
      case "ewma" -> "drifts";
      default -> "has shifted";
    };
  }
}
