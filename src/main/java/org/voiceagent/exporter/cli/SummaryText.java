package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What was advised lately as a text to read, from the JSON of {@code /feedback/summary}. */
final class SummaryText {
  private SummaryText() {}

  /** Two tables, by key and by pipeline. */
  static String of(JsonNode summary, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(summary.path("calls_advised").asText())
        .append(" of ")
        .append(summary.path("calls").asText())
        .append(" calls since ")
        .append(Terminal.time(summary.path("from").asText()))
        .append(" led to advice.\n");
    if (forgot(summary)) {
      text.append("Calls before ")
          .append(Terminal.time(summary.path("oldest_remembered").asText()))
          .append(" may be missing (history.calls).\n");
    }
    if (!summary.path("recommendations").isEmpty()) {
      text.append('\n').append(subjects(summary.path("recommendations")).text(layout));
    }
    if (!summary.path("pipelines").isEmpty()) {
      text.append('\n').append(pipelines(summary.path("pipelines")).text(layout));
    }
    return text.toString();
  }

  /** Both are ISO 8601 in UTC, which sorts as text does up to the second. */
  private static boolean forgot(JsonNode summary) {
    String oldest = summary.path("oldest_remembered").asText();
    return !oldest.isEmpty() && oldest.compareTo(summary.path("from").asText()) > 0;
  }

  private static TextTable subjects(JsonNode subjects) {
    TextTable table = new TextTable("CALLS", "SEVERITY", "FIELD", "RULE", "PIPELINES");
    for (JsonNode subject : subjects) {
      List<String> pipelines = new ArrayList<>();
      for (JsonNode one : subject.path("pipelines")) {
        pipelines.add(word(one, "pipeline_name") + " " + word(one, "calls"));
      }
      table.row(
          word(subject, "calls"),
          word(subject, "severity"),
          word(subject, "field"),
          word(subject, "recommendation_key"),
          String.join(", ", pipelines));
    }
    return table;
  }

  private static TextTable pipelines(JsonNode pipelines) {
    TextTable table = new TextTable("PIPELINE", "CALLS", "ADVISED");
    for (JsonNode one : pipelines) {
      table.row(word(one, "pipeline_name"), word(one, "calls"), word(one, "calls_advised"));
    }
    return table;
  }

  private static String word(JsonNode node, String name) {
    return Terminal.safe(node.path(name).asText("-"));
  }
}
