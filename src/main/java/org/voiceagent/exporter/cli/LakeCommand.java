package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the lake: a row of every counted call and event in Parquet files. */
@Command(
    name = "lake",
    description = "Write, check and prune the lake: rows of all counted calls and events.",
    subcommands = {LakeExportCommand.class, LakeVerifyCommand.class, LakeCompactCommand.class},
    mixinStandardHelpOptions = true)
final class LakeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "lake needs one of: export, verify, compact");
  }
}
