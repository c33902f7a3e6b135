package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.LakeVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares every file of the lake with its recorded checksum. */
@Command(
    name = "verify",
    description = {
      "Compare every file of the lake with the checksum from when it was written.",
      "Exit status 1: a file has changed, or has no checksum."
    },
    mixinStandardHelpOptions = true)
final class LakeVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Override
  public Integer call() throws IOException {
    Optional<LakeSettings> settings = options.settings();
    if (settings.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    LakeVerification found = LakeVerification.of(settings.get());
    PrintWriter out = spec.commandLine().getOut();
    found.problems().forEach(out::println);
    out.printf("%d files, %d with a problem%n", found.files(), found.problems().size());
    out.flush();
    return found.problems().isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
