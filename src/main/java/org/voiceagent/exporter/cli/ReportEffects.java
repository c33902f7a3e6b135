package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what changes of the configuration did. */
@Command(
    name = "effects",
    description = {
      "Print whether changes of the configuration helped, by the calls before and after.",
      "Exit status 1: a change did harm."
    },
    mixinStandardHelpOptions = true)
final class ReportEffects implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Override
  public Integer call() throws IOException {
    String json = source.asked(access).effects();
    JsonNode effects = new ObjectMapper().readTree(json);
    Layout layout = Layout.of(spec.commandLine(), System.getenv());
    String text = format == ReportFormat.json ? json : EffectText.of(effects, layout);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    for (JsonNode effect : effects.path("effects")) {
      if (effect.path("verdict").asText().equals("harmed")) {
        return ExitStatus.FOUND;
      }
    }
    return ExitStatus.FINE;
  }
}
