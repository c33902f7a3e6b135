package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoHistory;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.demo.event.EventPlan;
import org.voiceagent.exporter.demo.event.EventPlayer;
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
  private static final Path IN_THE_SOURCES = Path.of("monitoring", "call_sessions");
  private static final Path EVENTS_IN_THE_SOURCES = Path.of("monitoring", "events");
  private static final int LONGEST_HISTORY = 30;
  private static final String ITS_CONTENT = "/org/voiceagent/exporter/demo/scenarios.json";

  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description =
          "The folder to drop calls into. Default in the sources: monitoring/call_sessions. The"
              + " installed program has no default.")
  private Optional<Path> sessions = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "30",
      description = "Calls per minute (default: ${DEFAULT-VALUE}).")
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
      description = "Stop after this many calls; 0 never stops (default: ${DEFAULT-VALUE}).")
  private long calls;

  @Option(
      names = "--backlog",
      description = "Write calls that ended in the past, as fast as possible. Needs --calls.")
  private boolean backlog;

  @Option(
      names = "--history",
      paramLabel = "DAYS",
      defaultValue = "0",
      description =
          "Write the calls of so many days before now, up to 30, and end. Does nothing if the"
              + " folder holds calls.")
  private int history;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "An engine's ai-agent.local.yaml. The demo calls follow its settings, and changes to it"
              + " take effect at once: apply the output of \"report patch\" and watch.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      split = ",",
      description =
          "Also play the systems of these event catalogs: learning, companion, llm, product.")
  private List<String> catalogs = List.of();

  @Option(
      names = "--events",
      paramLabel = "DIR",
      description =
          "The folder to append events to. Default in the sources: monitoring/events. The installed"
              + " program has no default.")
  private Optional<Path> events = Optional.empty();

  @Option(
      names = "--event-rate",
      paramLabel = "N",
      defaultValue = "600",
      description = "Events per minute of all catalogs together (default: ${DEFAULT-VALUE}).")
  private double eventRate;

  /** Demo calls count like any others, so nobody gets them into a service by accident. */
  private Path folder(Optional<Path> named, String option, String what, Path inTheSources) {
    if (named.isEmpty() && DefaultConfig.file().isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "give a folder with "
              + option
              + ": in the folder of the service, demo "
              + what
              + " would count like real ones");
    }
    return named.orElse(inTheSources);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(rate > 0 && rate <= 100_000)) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0 and up to 100000");
    }
    if (calls < 0 || (backlog && calls == 0)) {
      throw new ParameterException(
          spec.commandLine(), "--calls must be 0 or more, and above 0 with --backlog");
    }
    if (!(eventRate > 0 && eventRate <= 3_000_000)) {
      throw new ParameterException(
          spec.commandLine(), "--event-rate must be above 0 and up to 3000000");
    }
    if (history < 0 || history > LONGEST_HISTORY) {
      throw new ParameterException(spec.commandLine(), "--history must be from 0 to 30");
    }
    requireDemo();
    Path folder = folder(sessions, "--sessions", "calls", IN_THE_SOURCES);
    if (history > 0) {
      int written = new DemoHistory(folder, seed).write(history, InstantSource.system().instant());
      spec.commandLine().getOut().printf("Wrote %d calls of days before now.%n", written);
      return ExitStatus.FINE;
    }
    DemoOptions options = new DemoOptions(folder, rate, seed, calls, backlog, config);
    DemoEngine engine = new DemoEngine(options, InstantSource.system());
    if (!catalogs.isEmpty()) {
      Playing.events(this, engine);
    }
    engine.run(spec.commandLine().getOut()::println);
    return ExitStatus.FINE;
  }

  /** A class of its own: the command itself must load without the demo, and so name none of it. */
  private static final class Playing {

    /** A backlog of calls comes with the events of the same time. */
    static void events(DemoCommand command, DemoEngine engine) throws IOException {
      Path folder = command.folder(command.events, "--events", "events", EVENTS_IN_THE_SOURCES);
      EventPlayer player;
      try {
        EventPlan plan = new EventPlan(folder, command.catalogs, command.eventRate, command.seed);
        player = new EventPlayer(plan, InstantSource.system());
      } catch (IllegalArgumentException unknown) {
        throw new ParameterException(
            command.spec.commandLine(), "--catalog: " + unknown.getMessage());
      }
      command
          .spec
          .commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "Appending %.4g events a minute of %s to %s.%n",
              command.eventRate,
              String.join(", ", command.catalogs),
              folder);
      if (command.backlog) {
        player.writeBacklog(Duration.ofMillis((long) (command.calls / command.rate * 60_000)));
      } else {
        engine.beside(EventPlayer.INTERVAL, player);
      }
    }
  }

  /** The demo is a jar of its own, which the program's jar names in its class path. */
  private static void requireDemo() throws IOException {
    if (DemoCommand.class.getResource(ITS_CONTENT) == null) {
      throw new IOException(
          "the demo engine is not installed: put voice-agent-exporter-demo.jar of the same release"
              + " beside voice-agent-exporter.jar");
    }
  }
}
