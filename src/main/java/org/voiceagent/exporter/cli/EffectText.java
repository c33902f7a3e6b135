package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What changes did as a text a person wants to read, from the JSON of {@code /feedback/effects}.
 */
final class EffectText {
  /** How a reason ends that names a key changed together with this one. */
  private static final String AT_ONCE = " changed at the same time";

  private EffectText() {}

  /** A paragraph for each change, or for those made at once; the newest first. */
  static String of(JsonNode report, Layout layout) {
    StringBuilder text = new StringBuilder();
    if (report.path("effects").isEmpty()) {
      text.append("No key of the configuration changed during the remembered calls.\n");
    }
    for (List<JsonNode> together : madeAtOnce(report.path("effects"))) {
      together.forEach(effect -> text.append(heading(effect, layout)));
      reasons(together, text, layout);
    }
    if (!report.path("advice").isEmpty()) {
      text.append(advice(report.path("advice")).text(layout)).append('\n');
    }
    return text.append(layout.paragraph("Note: " + word(report, "note") + ".", 0)).toString();
  }

  /** Changes of one pipeline, provider and model at one moment, in the report's order. */
  private static Collection<List<JsonNode>> madeAtOnce(JsonNode effects) {
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    for (JsonNode effect : effects) {
      String key = word(effect, "at") + ' ' + service(effect);
      groups.computeIfAbsent(key, one -> new ArrayList<>()).add(effect);
    }
    return groups.values();
  }

  private static String heading(JsonNode effect, Layout layout) {
    String verdict = word(effect, "verdict");
    return layout.painted(verdict.toUpperCase(Locale.ROOT).replace('_', ' '), verdict)
        + (effect.path("decided").asBoolean() ? "" : " (so far)")
        + "  "
        + word(effect, "field")
        + ": "
        + value(effect, "from")
        + " -> "
        + value(effect, "to")
        + "  at "
        + Terminal.time(word(effect, "at"))
        + '\n';
  }

  /** What holds of all of them is said once. */
  private static void reasons(List<JsonNode> together, StringBuilder text, Layout layout) {
    Map<String, List<JsonNode>> byReason = new LinkedHashMap<>();
    for (JsonNode effect : together) {
      byReason.computeIfAbsent(details(effect, layout), one -> new ArrayList<>()).add(effect);
    }
    text.append(layout.paragraph(about(together.get(0)), 2));
    if (together.size() > 1) {
      String all = "these " + together.size() + " keys changed at the same time, so none of";
      text.append(layout.paragraph(all + " them can be judged alone", 2));
    }
    for (Map.Entry<String, List<JsonNode>> reason : byReason.entrySet()) {
      if (byReason.size() > 1) {
        List<String> fields = reason.getValue().stream().map(one -> word(one, "field")).toList();
        text.append(layout.paragraph(String.join(", ", fields) + ":", 2));
      }
      text.append(reason.getKey());
    }
    text.append('\n');
  }

  private static String about(JsonNode effect) {
    int before = effect.path("calls_before").asInt();
    String calls =
        before
            + (before == 1 ? " call before and " : " calls before and ")
            + word(effect, "calls_after")
            + " after";
    return service(effect)
        + ", "
        + calls
        + (effect.path("recommendation_keys").isEmpty()
            ? ""
            : ", advised by " + word(effect.path("recommendation_keys"), 0));
  }

  private static String details(JsonNode effect, Layout layout) {
    JsonNode measures = effect.path("measures");
    String why = layout.paragraph(why(effect), 2);
    Layout narrower = new Layout(layout.width() - 2, layout.colour());
    return measures.isEmpty() ? why : why + measures(measures).text(narrower).indent(2);
  }

  /** The reason without the other keys, which stand above. */
  private static String why(JsonNode effect) {
    String why = word(effect, "why");
    for (JsonNode confounder : effect.path("confounders")) {
      String said = Terminal.safe(confounder.asText());
      if (said.endsWith(AT_ONCE)) {
        why = why.replace(said + "; besides, ", "").replace(said + "; ", "");
      }
    }
    return why;
  }

  private static String service(JsonNode effect) {
    return word(effect, "pipeline_name")
        + " / "
        + word(effect, "provider_id")
        + " / "
        + word(effect, "model_variant");
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
