package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.yaml.ShortTime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what was advised lately, counted. */
@Command(
    name = "summary",
    description = {
      "Print how often each key was advised lately, and for which pipelines.",
      "Exit status 1: there was advice."
    },
    mixinStandardHelpOptions = true)
final class ReportSummary implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How far back, such as 30m, 24h or 7d (default: ${DEFAULT-VALUE}).")
  private String window;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Override
  public Integer call() throws IOException {
    Duration time =
        ShortTime.parse(window)
            .filter(given -> !given.isZero() && given.compareTo(AdviceSummary.LONGEST_WINDOW) <= 0)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--window must be a time such as 30m, 24h or 7d, up to 366d"));
    String json = source.asked(access).summary(time);
    JsonNode summary = new ObjectMapper().readTree(json);
    Layout layout = Layout.of(spec.commandLine(), System.getenv());
    String text = format == ReportFormat.json ? json : SummaryText.of(summary, layout);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return summary.path("recommendations").isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
