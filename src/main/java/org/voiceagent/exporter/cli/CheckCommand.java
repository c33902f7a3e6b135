package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at files without running anything. */
@Command(
    name = "check",
    description =
        "Find mistakes in a configuration, in rules, in catalogs, in a call's files or in a web"
            + " configuration.",
    subcommands = {
      CheckConfig.class,
      CheckRules.class,
      CheckCatalog.class,
      CheckSession.class,
      CheckWeb.class
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "check needs one of: config, rules, catalog, session, web");
  }
}
