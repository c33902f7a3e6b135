package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.OfflineRetention;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes now what the retention policy no longer keeps, or says what that would be. */
@Command(
    name = "purge",
    description = {
      "Delete now the calls that the retention policy no longer keeps, and print them.",
      "If a daemon is running, it does the work. Exit status 1: something could not be"
          + " deleted, for example because the clock is not trusted."
    },
    mixinStandardHelpOptions = true)
final class PurgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions places = new PlaceOptions();

  @Option(
      names = "--dry-run",
      description = "Delete nothing; print what would be deleted, and why.")
  private boolean dryRun;

  @Option(
      names = "--trust-clock",
      description = {
        "Confirm that this machine's clock is right, so that it decides now and later.",
        "Check the clock first: if it is ahead, calls of today look old and are deleted."
      })
  private boolean trustClock;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Problems problems = new Problems();
    ExporterConfig config = places.read(problems);
    if (!problems.none()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.list().forEach(err::println);
      return ExitStatus.WRONG_USE;
    }
    // A daemon's own policy holds: it is what the folders were promised.
    return Served.print(
        spec.commandLine().getOut(),
        config.state(),
        new ControlRequest.Purge(dryRun, trustClock),
        () -> done(config));
  }

  private ControlAnswer done(ExporterConfig config) throws IOException {
    return OfflineRetention.answer(config, dryRun, trustClock);
  }
}
