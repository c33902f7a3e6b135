package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.voiceagent.exporter.experiment.CallSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares two groups of calls. */
@Command(
    name = "compare",
    description = {
      "Compare two periods, versions or configurations by how their calls went.",
      "Exit status 1: a measure got worse.",
      "The groups are not a random sample: anything else that differs may be the cause."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand extends FormattedReport {
  private static final String FORM =
      " must be a period such as 2026-11-01..2026-11-08, or key=value such as"
          + " engine_version=4.3.0 or streaming.low_watermark_ms=80";

  @Option(
      names = "--before",
      paramLabel = "CALLS",
      required = true,
      description = {
        "The first group: FROM..TO, engine_version=V, pipeline_name=N, or KEY=VALUE of a setting.",
        "Commas separate parts that must all hold."
      })
  private String before = "";

  @Option(
      names = "--after",
      paramLabel = "CALLS",
      required = true,
      description = "The second group, in the same form.")
  private String after = "";

  @Override
  String ask(ReportSource.Asked asked) throws IOException {
    return asked.comparison(selection("--before", before), selection("--after", after));
  }

  private CallSelection selection(String option, String text) {
    return CallSelection.parse(text).orElseThrow(() -> wrongUse(option + FORM));
  }

  @Override
  String text(JsonNode comparison, Layout layout) {
    return ComparisonText.of(comparison, layout);
  }

  @Override
  boolean isFinding(JsonNode comparison) {
    for (JsonNode measure : comparison.path("measures")) {
      if (measure.path("finding").asText().equals("worse")) {
        return true;
      }
    }
    return false;
  }
}
