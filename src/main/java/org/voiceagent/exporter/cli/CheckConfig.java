package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a configuration and the rules it names. */
@Command(
    name = "config",
    description = "Say everything that is wrong with a configuration, and with the rules it names.",
    mixinStandardHelpOptions = true)
final class CheckConfig implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "monitoring/exporter.yml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    ExporterConfig config = ExporterConfig.load(file, problems);
    Daemon.advisor(config, problems);
    problems.list().forEach(spec.commandLine().getOut()::println);
    problems.warnings().forEach(spec.commandLine().getOut()::println);
    boolean fine = problems.none() && problems.warnings().isEmpty();
    if (fine) {
      spec.commandLine().getOut().println(file + ": no fault found");
    }
    return fine ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
