package org.voiceagent.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes and checks the operator's table of prices. */
@Command(
    name = "prices",
    description = "Make or check the table of prices by which calls are priced.",
    subcommands = {PricesImport.class, PricesCheck.class},
    mixinStandardHelpOptions = true)
final class PricesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "prices needs one of: import, check");
  }
}
