package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what is known of calls. */
@Command(
    name = "report",
    description = "Print facts about calls, and what to change.",
    subcommands = {
      ReportLatest.class,
      ReportSummary.class,
      ReportPatch.class,
      ReportEffects.class,
      ReportCost.class
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "report needs one of: latest, summary, patch, effects, cost");
  }
}
