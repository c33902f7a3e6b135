package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.lake.LakeVerification;
import org.voiceagent.exporter.lake.archive.ArchiveVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares every file of the lake, and every archive, with its recorded checksum. */
@Command(
    name = "verify",
    description = {
      "Compare every file of the lake, and every file in the archives, with the checksum from when"
          + " it was written.",
      "Exit status 1: a file has changed, or has no checksum."
    },
    mixinStandardHelpOptions = true)
final class LakeVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Override
  public Integer call() throws IOException {
    Optional<ExporterConfig> config = options.config();
    if (config.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    LakeVerification lake = LakeVerification.of(config.get().lake());
    ArchiveVerification archives = ArchiveVerification.of(config.get().archive());
    PrintWriter out = spec.commandLine().getOut();
    lake.problems().forEach(out::println);
    archives.problems().forEach(out::println);
    int problems = lake.problems().size() + archives.problems().size();
    out.printf("%d files, %d with a problem%n", lake.files() + archives.files(), problems);
    out.flush();
    return problems == 0 ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
