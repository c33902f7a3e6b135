package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.cost.PriceTable;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a table of prices. */
@Command(
    name = "check",
    description = "List all mistakes in a table of prices.",
    mixinStandardHelpOptions = true)
final class PricesCheck implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "monitoring/prices.yml",
      description = "The table (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), file + ": there is no such file");
    }
    Problems problems = new Problems();
    PriceTable table = PriceTable.load(file, problems);
    problems.list().forEach(spec.commandLine().getOut()::println);
    if (!problems.none()) {
      return ExitStatus.FOUND;
    }
    spec.commandLine().getOut().println(file + ": " + table.size() + " prices, no fault found");
    return ExitStatus.FINE;
  }
}
