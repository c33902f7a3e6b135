package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest calls as a text a person wants to read, from the JSON of {@code /feedback/latest}. */
final class ReportText {
  private ReportText() {}

  /** The newest call with its advice, then a table of the calls. */
  static String of(JsonNode report) {
    if (report.path("call").isMissingNode() || report.path("call").isNull()) {
      return "No call has ended yet.\n";
    }
    StringBuilder text = new StringBuilder();
    newest(report, text);
    if (report.path("calls").size() > 1) {
      text.append('\n');
      table(report.path("calls"), text);
    }
    return text.toString();
  }

  private static void newest(JsonNode report, StringBuilder text) {
    JsonNode call = report.path("call");
    text.append("Newest call: ").append(word(call, "call_uuid")).append('\n');
    text.append("  ")
        .append(word(call, "pipeline_name"))
        .append(" / ")
        .append(word(call, "provider_id"))
        .append(" / ")
        .append(word(call, "model_variant"))
        .append(", ended ")
        .append(word(call, "ended_at"))
        .append(", ")
        .append(word(call, "outcome"))
        .append('\n');
    text.append("  ").append(String.join(", ", figures(call))).append("\n\n");
    JsonNode recommendations = report.path("recommendations");
    if (recommendations.isEmpty()) {
      text.append("Nothing to change.\n");
    }
    for (JsonNode advised : recommendations) {
      advice(advised, text);
    }
    for (JsonNode silent : report.path("no_advice")) {
      List<String> missing = new ArrayList<>();
      silent.path("missing").forEach(name -> missing.add(name.asText()));
      text.append("No advice on ")
          .append(word(silent, "recommendation_key"))
          .append(": missing ")
          .append(String.join(", ", missing))
          .append('\n');
    }
  }

  private static List<String> figures(JsonNode call) {
    List<String> figures = new ArrayList<>();
    figure(call, "duration_seconds", "%.1f s", figures);
    figure(call, "turns", "%.0f turns", figures);
    figure(call, "response_latency_ms", "answers after %.0f ms", figures);
    figure(call, "jitter_low_watermark_hits", "%.0f low-watermark hits", figures);
    figure(call, "fallbacks", "%.0f fallbacks", figures);
    figure(call, "sentiment_score", "sentiment %+.2f", figures);
    return figures.isEmpty() ? List.of("no figures") : figures;
  }

  private static void figure(JsonNode call, String name, String form, List<String> figures) {
    if (call.path(name).isNumber()) {
      figures.add(String.format(Locale.ROOT, form, call.path(name).asDouble()));
    }
  }

  private static void advice(JsonNode advised, StringBuilder text) {
    String unit = advised.path("unit").asText("");
    String from = advised.path("current").isNull() ? "unset" : word(advised, "current");
    text.append(word(advised, "severity").toUpperCase(Locale.ROOT))
        .append("  ")
        .append(word(advised, "field"))
        .append(": ")
        .append(from)
        .append(" -> ")
        .append(word(advised, "suggested"))
        .append(unit.isEmpty() ? "" : " " + unit)
        .append("  (")
        .append(word(advised, "recommendation_key"))
        .append(", takes effect at ")
        .append(word(advised, "apply"))
        .append(")\n");
    text.append("  ").append(word(advised, "reason")).append('\n');
    text.append("  in ").append(word(advised, "file")).append(":\n");
    advised
        .path("patch")
        .asText("")
        .lines()
        .forEach(l -> text.append("    ").append(l).append('\n'));
    text.append('\n');
  }

  private static void table(JsonNode calls, StringBuilder text) {
    TextTable table =
        new TextTable(
            "CALL",
            "ENDED",
            "PIPELINE",
            "PROVIDER",
            "OUTCOME",
            "LENGTH",
            "ANSWER",
            "MOOD",
            "CHANGE");
    for (JsonNode entry : calls) {
      JsonNode call = entry.path("call");
      List<String> fields = new ArrayList<>();
      entry.path("recommendations").forEach(r -> fields.add(word(r, "field")));
      table.row(
          word(call, "call_uuid"),
          call.has("ended_at") ? word(call, "ended_at") : word(call, "completed_at"),
          word(call, "pipeline_name"),
          word(call, "provider_id"),
          word(call, "outcome"),
          number(call, "duration_seconds", "%.0f s"),
          number(call, "response_latency_ms", "%.0f ms"),
          number(call, "sentiment_score", "%+.2f"),
          fields.isEmpty() ? "-" : String.join(", ", fields));
    }
    text.append(table);
  }

  private static String number(JsonNode call, String name, String form) {
    return call.path(name).isNumber()
        ? String.format(Locale.ROOT, form, call.path(name).asDouble())
        : "-";
  }

  /** A value as text on one line; a terminal obeys control characters, so none gets through. */
  private static String word(JsonNode node, String name) {
    return Terminal.safe(node.path(name).asText("-"));
  }
}
