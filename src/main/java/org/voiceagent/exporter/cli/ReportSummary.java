package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.yaml.ShortTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what was advised lately, counted. */
@Command(
    name = "summary",
    description = {
      "Print how often each key was advised lately, and for which pipelines.",
      "Exit status 1: there was advice."
    },
    mixinStandardHelpOptions = true)
final class ReportSummary extends FormattedReport {
  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How far back, such as 30m, 24h or 7d (default: ${DEFAULT-VALUE}).")
  private String window;

  @Override
  String ask(ReportSource.Asked asked) throws IOException {
    Duration time =
        ShortTime.parse(window)
            .filter(given -> !given.isZero() && given.compareTo(AdviceSummary.LONGEST_WINDOW) <= 0)
            .orElseThrow(
                () -> wrongUse("--window must be a time such as 30m, 24h or 7d, up to 366d"));
    return asked.summary(time);
  }

  @Override
  String text(JsonNode summary, Layout layout) {
    return SummaryText.of(summary, layout);
  }

  @Override
  boolean isFinding(JsonNode summary) {
    return !summary.path("recommendations").isEmpty();
  }
}
