package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a folder of rules, and runs their examples. */
@Command(
    name = "rules",
    description = "Say everything that is wrong with a folder of rules, and run their examples.",
    mixinStandardHelpOptions = true)
final class CheckRules implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "monitoring/rules",
      description = "The folder of *.yml files (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() {
    Problems problems = new Problems();
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
