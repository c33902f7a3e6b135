package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at files without running anything. */
@Command(
    name = "check",
    description =
        "Say what is wrong with a configuration, rules, a call's files or a web configuration.",
    subcommands = {CheckConfig.class, CheckRules.class, CheckSession.class, CheckWeb.class},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check what: config, rules, session or web?");
  }
}
