package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a folder of catalogs, and runs their examples. */
@Command(
    name = "catalog",
    description = "List all mistakes in a folder of catalogs, and run the examples in them.",
    mixinStandardHelpOptions = true)
final class CheckCatalog implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "monitoring/catalog",
      description = "The folder of *.yml files. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": there is no such folder");
    }
    Problems problems = new Problems();
    EventCatalogs catalogs = EventCatalogs.load(folder, CallCatalog.bundled().families(), problems);
    if (problems.none()) {
      new CatalogExamples(catalogs).run();
    }
    problems.list().forEach(spec.commandLine().getOut()::println);
    if (problems.none()) {
      spec.commandLine()
          .getOut()
          .println(
              "%s: no fault found in %d events and %d examples"
                  .formatted(folder, catalogs.events().size(), catalogs.examples().size()));
    }
    return problems.none() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
