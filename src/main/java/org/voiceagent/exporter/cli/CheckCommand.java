package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at files without running anything. */
@Command(
    name = "check",
    description = "Say what is wrong with a configuration, with rules, or with a call's files.",
    subcommands = {CheckConfig.class, CheckRules.class, CheckSession.class},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check what: config, rules or session?");
  }
}
