package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Two groups of calls compared as a text to read, from the JSON of /feedback/comparison. */
final class ComparisonText {
  private ComparisonText() {}

  /** A table of the measures, and what to bear in mind. */
  static String of(JsonNode comparison, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(group(comparison, "before")).append('\n');
    text.append(group(comparison, "after")).append("\n\n");
    int minimum = comparison.path("minimum").asInt();
    TextTable table =
        new TextTable("MEASURE", "BEFORE", "AFTER", "95 % OF DIFFERENCE", "P", "FINDING", "N");
    for (JsonNode measure : comparison.path("measures")) {
      table.row(
          word(measure, "measure"),
          figure(measure, "before"),
          figure(measure, "after"),
          interval(measure),
          measure.has("p")
              ? String.format(Locale.ROOT, "%.4f", measure.path("p").asDouble())
              : KpiFigure.ABSENT,
          word(measure, "finding").replace('_', ' '),
          word(measure, "calls_before") + " / " + word(measure, "calls_after"));
    }
    text.append(table.text(layout)).append('\n');
    text.append(
        layout.paragraph(
            "A group needs "
                + minimum
                + " calls that have the measure. P is the probability of such a difference by"
                + " chance, corrected for the number of measures; up to 0.05 it counts as found.",
            0));
    for (JsonNode confounder : comparison.path("confounders")) {
      text.append(layout.paragraph("Careful: " + Terminal.safe(confounder.asText()) + ".", 0));
    }
    return text.append(layout.paragraph("Note: " + word(comparison, "note") + ".", 0)).toString();
  }

  private static String group(JsonNode comparison, String side) {
    return String.format(
        Locale.ROOT,
        "%-7s %s: %s calls",
        side,
        word(comparison, side),
        word(comparison, "calls_" + side));
  }

  private static String interval(JsonNode measure) {
    return measure.has("low") && measure.has("high")
        ? figure(measure, "low") + " to " + figure(measure, "high")
        : KpiFigure.ABSENT;
  }

  private static String figure(JsonNode measure, String name) {
    if (!measure.has(name)) {
      return KpiFigure.ABSENT;
    }
    double value = measure.path(name).asDouble();
    String unit = measure.path("unit").asText();
    return unit.equals("ratio")
        ? String.format(Locale.ROOT, "%.1f %%", value * 100)
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value)
            + (unit.isEmpty() ? "" : " " + Terminal.safe(unit));
  }

  private static String word(JsonNode node, String name) {
    return Terminal.safe(node.path(name).asText(KpiFigure.ABSENT));
  }
}
