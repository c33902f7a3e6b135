package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a folder of rules, and runs their examples. */
@Command(
    name = "rules",
    description = "List all mistakes in a folder of rules, and run the examples in them.",
    mixinStandardHelpOptions = true)
final class CheckRules implements Callable<Integer> {
  private static final Path IN_THE_SOURCES = Path.of("monitoring", "rules");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description =
          "The folder of *.yml files. Default: the folder that the installed configuration names,"
              + " or monitoring/rules in the sources.")
  private Optional<Path> named = Optional.empty();

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Path folder = named.or(() -> DefaultConfig.load(problems).rules()).orElse(IN_THE_SOURCES);
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": there is no such folder");
    }
    RuleBook book = RuleBook.load(folder, problems);
    problems.list().forEach(spec.commandLine().getOut()::println);
    if (!problems.none()) {
      return ExitStatus.FOUND;
    }
    String rules = book.keys().size() + " rules, " + book.exampleCount() + " examples";
    spec.commandLine().getOut().println(folder + ": " + rules + ", no fault found");
    return ExitStatus.FINE;
  }
}
