package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest calls as a text a person wants to read, from the JSON of {@code /feedback/latest}. */
final class ReportText {
  private ReportText() {}

  /** The newest call with its advice, then a table of the calls. */
  static String of(JsonNode report, Layout layout) {
    if (report.path("call").isMissingNode() || report.path("call").isNull()) {
      return "No call has ended yet.\n";
    }
    StringBuilder text = new StringBuilder();
    newest(report, text, layout);
    if (report.path("calls").size() > 1) {
      text.append('\n');
      table(report.path("calls"), text, layout);
    }
    return text.toString();
  }

  private static void newest(JsonNode report, StringBuilder text, Layout layout) {
    JsonNode call = report.path("call");
    text.append("Newest call: ").append(word(call, "call_uuid")).append('\n');
    String served =
        word(call, "pipeline_name")
            + " / "
            + word(call, "provider_id")
            + " / "
            + word(call, "model_variant");
    String ended = Terminal.time(word(call, "ended_at"));
    text.append(layout.paragraph(served + ", ended " + ended + ", " + word(call, "outcome"), 2));
    text.append(layout.paragraph(String.join(", ", figures(call)), 2)).append('\n');
    JsonNode recommendations = report.path("recommendations");
    if (recommendations.isEmpty()) {
      text.append("Nothing to change.\n");
    }
    for (JsonNode advised : recommendations) {
      advice(advised, text, layout);
    }
    for (JsonNode silent : report.path("no_advice")) {
      List<String> missing = new ArrayList<>();
      silent.path("missing").forEach(name -> missing.add(Terminal.safe(name.asText())));
      text.append(
          layout.paragraph(
              "No advice on "
                  + word(silent, "recommendation_key")
                  + ": missing "
                  + String.join(", ", missing),
              0));
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

  private static void advice(JsonNode advised, StringBuilder text, Layout layout) {
    String unit = advised.path("unit").asText("");
    String from = advised.path("current").isNull() ? "unset" : word(advised, "current");
    String severity = word(advised, "severity");
    text.append(layout.painted(severity.toUpperCase(Locale.ROOT), severity))
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
    text.append(layout.paragraph(word(advised, "reason"), 2));
    text.append("  in ").append(word(advised, "file")).append(":\n");
    advised
        .path("patch")
        .asText("")
        .lines()
        .forEach(l -> text.append("    ").append(l).append('\n'));
    text.append('\n');
  }

  private static void table(JsonNode calls, StringBuilder text, Layout layout) {
    TextTable table =
        new TextTable(
            "CALL", "ENDED", "PIPELINE", "PROVIDER", "OUTCOME", "LENGTH", "ANSWER", "MOOD");
    for (JsonNode entry : calls) {
      JsonNode call = entry.path("call");
      List<String> fields = new ArrayList<>();
      entry.path("recommendations").forEach(r -> fields.add(word(r, "field")));
      table.row(
          word(call, "call_uuid"),
          Terminal.time(word(call, call.has("ended_at") ? "ended_at" : "completed_at")),
          word(call, "pipeline_name"),
          word(call, "provider_id"),
          word(call, "outcome"),
          number(call, "duration_seconds", "%.0f s"),
          number(call, "response_latency_ms", "%.0f ms"),
          number(call, "sentiment_score", "%+.2f"));
      if (!fields.isEmpty()) {
        table.note("to change: " + String.join(", ", fields));
      }
    }
    text.append(table.text(layout));
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
