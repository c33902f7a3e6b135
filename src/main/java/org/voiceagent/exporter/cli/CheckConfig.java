package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.CallRules;
import org.voiceagent.exporter.daemon.WebAccess;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a configuration and the rules it names. */
@Command(
    name = "config",
    description =
        "List all mistakes in a configuration, and in the rules, prices and web configuration it"
            + " names.",
    mixinStandardHelpOptions = true)
final class CheckConfig implements Callable<Integer> {
  private static final Path IN_THE_SOURCES = Path.of("monitoring", "exporter.yml");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The configuration file. Default: the installed one, or monitoring/exporter.yml in the"
              + " sources.")
  private Optional<Path> named = Optional.empty();

  @Override
  public Integer call() {
    Path file = named.or(DefaultConfig::file).orElse(IN_THE_SOURCES);
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), file + ": there is no such file");
    }
    Problems problems = new Problems();
    ExporterConfig config = ExporterConfig.load(file, problems);
    CallRules.load(config, problems);
    WebAccess.load(config, problems);
    problems.list().forEach(spec.commandLine().getOut()::println);
    problems.warnings().forEach(spec.commandLine().getOut()::println);
    boolean fine = problems.none() && problems.warnings().isEmpty();
    if (fine) {
      spec.commandLine().getOut().println(file + ": no fault found");
    }
    return fine ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
