package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks for a report in JSON and prints it as text, or as it is. */
abstract class FormattedReport implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  /** Asks for the report. */
  abstract String ask(ReportSource.Asked asked) throws IOException;

  /** The report for a person. */
  abstract String text(JsonNode report, Layout layout);

  /** Whether the command ends with exit status 1. */
  abstract boolean isFinding(JsonNode report);

  /** The mistake of an option's value. */
  final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  @Override
  public final Integer call() throws IOException {
    String json = ask(source.asked(access));
    JsonNode report = new ObjectMapper().readTree(json);
    Layout layout = Layout.of(spec.commandLine(), System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    out.print(format == ReportFormat.json ? json : text(report, layout));
    out.flush();
    return isFinding(report) ? ExitStatus.FOUND : ExitStatus.FINE;
  }
}
