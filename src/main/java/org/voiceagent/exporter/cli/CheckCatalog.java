package org.voiceagent.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.event.catalog.CatalogFiles;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--generated",
      paramLabel = "ROOT",
      description = {
        "Also compare what follows from the catalogs with the files below this folder:",
        "documentation, alert rules and columns of tables."
      })
  private Optional<Path> root = Optional.empty();

  @Option(names = "--write", description = "Write those files instead.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": there is no such folder");
    }
    Problems problems = new Problems();
    EventCatalogs catalogs = EventCatalogs.load(folder, CallCatalog.bundled().families(), problems);
    if (problems.none()) {
      new CatalogExamples(catalogs).run();
    }
    if (problems.none() && root.isPresent()) {
      compare(CatalogFiles.of(catalogs), root.get(), problems);
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

  private void compare(Map<String, String> files, Path below, Problems problems)
      throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = below.resolve(file.getKey());
      boolean same = Files.exists(path) && Files.readString(path, UTF_8).equals(file.getValue());
      if (!same && write) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue(), UTF_8);
        spec.commandLine().getOut().println(path + " is written");
      } else if (!same) {
        problems.add(
            new Problem(path.toString(), 0, "", "is older than its catalog: run make catalog"));
      }
    }
  }
}
