package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the newest calls and the advice on the newest of them. */
@Command(
    name = "latest",
    description = {
      "Print the newest finished calls and what the newest one advises.",
      "Exit status 1: it advises something."
    },
    mixinStandardHelpOptions = true)
final class ReportLatest extends FormattedReport {
  private static final int MOST = 100;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only calls of this pipeline.")
  private Optional<String> pipeline = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many calls, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  String ask(ReportSource.Asked asked) throws IOException {
    if (limit < 1 || limit > MOST) {
      throw wrongUse("--limit must be from 1 to " + MOST);
    }
    return asked.latest(pipeline, limit);
  }

  @Override
  String text(JsonNode report, Layout layout) {
    return ReportText.of(report, layout);
  }

  @Override
  boolean isFinding(JsonNode report) {
    return !report.path("recommendations").isEmpty();
  }
}
