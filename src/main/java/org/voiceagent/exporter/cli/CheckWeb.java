package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a web configuration and the files it names. */
@Command(
    name = "web",
    description = "List all mistakes in a web configuration: keys, certificates, passwords.",
    mixinStandardHelpOptions = true)
final class CheckWeb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file, as for --web.config.file.")
  private Path file;

  @Override
  public Integer call() {
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), file + ": there is no such file");
    }
    Problems problems = new Problems();
    WebConfig.load(file, problems);
    problems.list().forEach(spec.commandLine().getOut()::println);
    if (problems.none()) {
      spec.commandLine().getOut().println(file + ": no fault found");
    }
    return problems.none() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
