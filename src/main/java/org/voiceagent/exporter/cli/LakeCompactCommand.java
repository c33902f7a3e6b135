package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.lake.LakeTiers;
import org.voiceagent.exporter.lake.MissingAddOnException;
import org.voiceagent.exporter.lake.archive.ArchiveSettings;
import org.voiceagent.exporter.retention.LegalHolds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves and deletes what journal, lake, archives and sessions no longer keep where it is. */
@Command(
    name = "compact",
    description = {
      "Delete days of the journal that are in the lake and older than lake.hot, and files older"
          + " than lake.warm.",
      "With lake.archive.enabled, move folders of calls older than lake.archive.after into"
          + " archives, and delete archives older than lake.cold. If a daemon is running, it does"
          + " that part.",
      "Files that other hosts wrote are left to them.",
      "Exit status 1: something could not be moved or deleted."
    },
    mixinStandardHelpOptions = true)
final class LakeCompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Option(names = "--dry-run", description = "Move and delete nothing; print what would be done.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<ExporterConfig> config = options.config();
    if (config.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    try {
      rows(config.get());
    } catch (MissingAddOnException e) {
      spec.commandLine()
          .getErr()
          .println("voice-agent-exporter: to know what legal holds keep, " + e.getMessage());
      return ExitStatus.WRONG_USE;
    }
    ArchiveSettings archive = config.get().archive();
    return archive.enabled() || Files.exists(archive.folder())
        ? archives(config.get())
        : ExitStatus.FINE;
  }

  private void rows(ExporterConfig config) throws IOException {
    Set<String> held =
        new LegalHolds(config.state())
            .all().keySet().stream().map(CallId::value).collect(Collectors.toSet());
    List<String> lines =
        new LakeTiers(config.lake(), held).run(InstantSource.system().instant(), dryRun);
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.printf("%d files %s%n", lines.size(), dryRun ? "would be deleted" : "deleted");
    out.flush();
  }

  private int archives(ExporterConfig config) throws IOException, InterruptedException {
    ControlRequest request = new ControlRequest.Archive(dryRun);
    return options.answered(config, request);
  }
}
