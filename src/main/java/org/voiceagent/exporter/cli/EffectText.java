package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What changes did as a text a person wants to read, from the JSON of {@code /feedback/effects}.
 */
final class EffectText {
  private EffectText() {}

  /** A paragraph for each change, the newest first. */
  static String of(JsonNode report) {
    StringBuilder text = new StringBuilder();
    if (report.path("effects").isEmpty()) {
      text.append(
          "No key of the configuration has changed between the calls that are remembered.\n");
    }
    for (JsonNode effect : report.path("effects")) {
      effect(effect, text);
    }
    if (!report.path("advice").isEmpty()) {
      text.append(advice(report.path("advice"))).append('\n');
    }
    return text.append("Note: ").append(report.path("note").asText()).append(".\n").toString();
  }

  private static void effect(JsonNode effect, StringBuilder text) {
    text.append(word(effect, "verdict").toUpperCase(Locale.ROOT).replace('_', ' '))
        .append(effect.path("decided").asBoolean() ? "" : " (so far)")
        .append("  ")
        .append(word(effect, "field"))
        .append(": ")
        .append(value(effect, "from"))
        .append(" -> ")
        .append(value(effect, "to"))
        .append("  at ")
        .append(word(effect, "at"))
        .append('\n');
    text.append("  ")
        .append(word(effect, "pipeline_name"))
        .append(" / ")
        .append(word(effect, "provider_id"))
        .append(" / ")
        .append(word(effect, "model_variant"))
        .append(", ")
        .append(word(effect, "calls_before"))
        .append(" calls before and ")
        .append(word(effect, "calls_after"))
        .append(" after");
    if (!effect.path("recommendation_keys").isEmpty()) {
      text.append(", advised by ").append(word(effect.path("recommendation_keys"), 0));
    }
    text.append("\n  ").append(word(effect, "why")).append('\n');
    if (!effect.path("measures").isEmpty()) {
      text.append(measures(effect.path("measures")).toString().indent(2));
    }
    text.append('\n');
  }

  private static TextTable advice(JsonNode stories) {
    TextTable table = new TextTable("ADVICE", "FIELD", "OF", "STATE", "CALLS", "WHY");
    for (JsonNode story : stories) {
      table.row(
          word(story, "recommendation_key"),
          word(story, "field"),
          word(story, "pipeline_name") + " / " + word(story, "provider_id"),
          word(story, "state"),
          word(story, "calls"),
          word(story, "why"));
    }
    return table;
  }

  private static TextTable measures(JsonNode measures) {
    TextTable table = new TextTable("MEASURE", "BEFORE", "AFTER", "95 % OF DIFFERENCE", "P");
    for (JsonNode measure : measures) {
      String unit = measure.path("unit").asText();
      boolean interval = measure.has("low") && measure.has("high");
      table.row(
          word(measure, "measure") + (measure.path("guard").asBoolean() ? " (guard)" : ""),
          figure(measure, "before", unit),
          figure(measure, "after", unit),
          interval ? figure(measure, "low", unit) + " to " + figure(measure, "high", unit) : "-",
          String.format(Locale.ROOT, "%.4f", measure.path("p").asDouble()));
    }
    return table;
  }

  private static String figure(JsonNode measure, String name, String unit) {
    double value = measure.path(name).asDouble();
    return unit.equals("ratio")
        ? String.format(Locale.ROOT, "%.1f %%", value * 100)
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value)
            + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String value(JsonNode effect, String name) {
    return effect.path(name).isNull() ? "unset" : word(effect, name);
  }

  private static String word(JsonNode list, int index) {
    return Terminal.safe(list.path(index).asText("-"));
  }

  private static String word(JsonNode node, String name) {
    return Terminal.safe(node.path(name).asText("-"));
  }
}
