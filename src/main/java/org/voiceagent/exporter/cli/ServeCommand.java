package org.voiceagent.exporter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until the process is told to stop. */
@Command(
    name = "serve",
    description =
        "Watch the sessions folder; serve metrics and advice. This is the default command.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ServeOptions options = new ServeOptions();

  /** What the options ask for. */
  ServeSettings settings() {
    return options.settings();
  }

  @Override
  public Integer call() throws InterruptedException {
    return DaemonRun.untilStopped(settings(), spec.commandLine().getErr());
  }
}
