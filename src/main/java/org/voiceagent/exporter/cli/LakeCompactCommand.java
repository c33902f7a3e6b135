package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.LakeTiers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what the journal and the lake no longer keep. */
@Command(
    name = "compact",
    description = {
      "Delete days of the journal that are in the lake and older than lake.hot, and files older"
          + " than lake.warm.",
      "Files that other hosts wrote are left to them."
    },
    mixinStandardHelpOptions = true)
final class LakeCompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Option(names = "--dry-run", description = "Delete nothing; print what would be deleted.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Optional<LakeSettings> settings = options.settings();
    if (settings.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    List<String> lines =
        new LakeTiers(settings.get()).run(InstantSource.system().instant(), dryRun);
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.printf("%d files %s%n", lines.size(), dryRun ? "would be deleted" : "deleted");
    out.flush();
    return ExitStatus.FINE;
  }
}
