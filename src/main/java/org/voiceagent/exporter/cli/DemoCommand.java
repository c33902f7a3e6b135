package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays an engine that drops calls. */
@Command(
    name = "demo",
    description = "Play a voice engine: drop realistic calls into the sessions folder.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      defaultValue = "monitoring/call_sessions",
      description = "Where to drop calls (default: ${DEFAULT-VALUE}).")
  private Path sessions;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "30",
      description = "Calls a minute (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same calls (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "0",
      description = "Stop after this many; 0 goes on for ever (default: ${DEFAULT-VALUE}).")
  private long calls;

  @Option(
      names = "--backlog",
      description = "Write finished calls of the past as fast as possible; needs --calls.")
  private boolean backlog;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The engine's own ai-agent.local.yaml: calls go by it, and it is read again when it"
              + " changes. Try what report patch prints.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(rate > 0 && rate <= 100_000)) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0 and up to 100000");
    }
    if (calls < 0 || (backlog && calls == 0)) {
      throw new ParameterException(
          spec.commandLine(), "--calls must be 0 or more, and above 0 with --backlog");
    }
    DemoOptions options = new DemoOptions(sessions, rate, seed, calls, backlog, config);
    new DemoEngine(options, InstantSource.system()).run(spec.commandLine().getOut()::println);
    return ExitStatus.FINE;
  }
}
