package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the newest calls and the advice on the newest of them. */
@Command(
    name = "latest",
    description = {
      "Print the newest finished calls and what the newest one advises.",
      "Exit status 1: it advises something."
    },
    mixinStandardHelpOptions = true)
final class ReportLatest implements Callable<Integer> {
  private static final int MOST = 100;

  @Spec private CommandSpec spec;

  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only calls of this pipeline.")
  private Optional<String> pipeline = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many calls, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(spec.commandLine(), "--limit must be from 1 to " + MOST);
    }
    String json = source.asked(access).latest(pipeline, limit);
    JsonNode report = new ObjectMapper().readTree(json);
    if (format == ReportFormat.json) {
      spec.commandLine().getOut().print(json);
    } else {
      spec.commandLine()
          .getOut()
          .print(ReportText.of(report, Layout.of(spec.commandLine(), System.getenv())));
    }
    spec.commandLine().getOut().flush();
    return report.path("recommendations").isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
