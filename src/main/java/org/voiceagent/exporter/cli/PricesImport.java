package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.cost.LiteLlmPrices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns LiteLLM's published table of prices into one of ours. */
@Command(
    name = "import",
    description = {
      "Turn LiteLLM's model_prices_and_context_window.json into a table of prices.",
      "It reads the file that you name and asks no server. Check each price before you use it."
    },
    mixinStandardHelpOptions = true)
final class PricesImport implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The JSON file.")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the table to this new file, instead of printing it.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--effective-from",
      paramLabel = "DATE",
      description = "The first day of the prices, such as 2026-01-31 (default: today, UTC).")
  private Optional<LocalDate> from = Optional.empty();

  @Override
  public Integer call() throws IOException {
    LiteLlmPrices.Imported imported;
    try {
      LocalDate day = from.orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
      imported = LiteLlmPrices.translated(Files.readString(file), day);
    } catch (NoSuchFileException missing) {
      throw new ParameterException(spec.commandLine(), file + ": there is no such file", missing);
    } catch (IllegalArgumentException wrong) {
      spec.commandLine().getErr().println(file + " " + wrong.getMessage());
      return ExitStatus.FOUND;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (output.isPresent()) {
      write(output.get(), imported.yaml());
      out.println(output.get() + ": " + counts(imported));
    } else {
      out.print(imported.yaml());
      spec.commandLine().getErr().println(counts(imported));
    }
    out.flush();
    return ExitStatus.FINE;
  }

  private void write(Path to, String yaml) throws IOException {
    try {
      Files.writeString(to, yaml, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException there) {
      throw new ParameterException(
          spec.commandLine(), to + ": is there already, and is not overwritten", there);
    }
  }

  private static String counts(LiteLlmPrices.Imported imported) {
    return "models with a price: "
        + imported.models()
        + "; models without one that a call can use: "
        + imported.leftOut();
  }
}
