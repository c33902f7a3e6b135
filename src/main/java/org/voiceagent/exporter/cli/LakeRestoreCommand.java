package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.lake.archive.ArchiveRestore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets the folders of calls back from archives. */
@Command(
    name = "restore",
    description = {
      "Get the folder of a call, or all folders of a day's archives, back from the archives.",
      "Every file is compared with its checksum, and nothing is overwritten.",
      "Exit status 1: something was not restored."
    },
    mixinStandardHelpOptions = true)
final class LakeRestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Parameters(
      paramLabel = "WHAT",
      description = "A call's id, or the day of an archive, such as 2026-11-20.")
  private String what = "";

  @ArgGroup(multiplicity = "1")
  private Place place = new Place();

  /** One of two. */
  static final class Place {
    @Option(
        names = "--to",
        paramLabel = "DIR",
        description = "Write the folders into this folder, which must exist.")
    private Optional<Path> to = Optional.empty();

    @Option(
        names = "--in-place",
        description = {
          "Put the folders back among the sessions. Their calls are not counted again.",
          "If a daemon is running, it does the work."
        })
    private boolean inPlace;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<ExporterConfig> config = options.config();
    if (config.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    return place.inPlace ? inPlace(config.get()) : to(config.get(), place.to.orElseThrow());
  }

  private int inPlace(ExporterConfig config) throws IOException, InterruptedException {
    ControlRequest request = new ControlRequest.Restore(what);
    return options.answered(config, request);
  }

  private int to(ExporterConfig config, Path target) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isDirectory(target)) {
      err.println("voice-agent-exporter: there is no folder " + target);
      return ExitStatus.WRONG_USE;
    }
    ArchiveRestore.Result result =
        new ArchiveRestore(config.archive()).restore(what, target, call -> "");
    PrintWriter out = spec.commandLine().getOut();
    result.restored().forEach(out::println);
    result.refused().forEach(err::println);
    if (result.isEmpty()) {
      err.println(ArchiveRestore.NOTHING);
    }
    out.flush();
    err.flush();
    return result.isWhole() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
