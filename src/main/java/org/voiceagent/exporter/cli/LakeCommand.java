package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the lake and the archives. */
@Command(
    name = "lake",
    description =
        "Keep rows of all counted calls and events in a lake, and folders of old calls in"
            + " archives.",
    subcommands = {
      LakeExportCommand.class,
      LakeVerifyCommand.class,
      LakeCompactCommand.class,
      LakeRestoreCommand.class,
      LakeManifestCommand.class,
      LakeHoldCommand.class
    },
    mixinStandardHelpOptions = true)
final class LakeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "lake needs one of: export, verify, compact, restore, manifest, hold");
  }
}
