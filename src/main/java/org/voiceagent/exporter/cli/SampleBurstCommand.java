package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.ShortTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the daemon count every event of a name for a while, and ignore its sampling. */
@Command(
    name = "sample-burst",
    description = {
      "Count every event of a name for a while, although its catalog samples it.",
      "The running daemon ends this by itself, at its next start at the latest."
    },
    mixinStandardHelpOptions = true)
final class SampleBurstCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(1);

  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions places = new PlaceOptions();

  @Parameters(paramLabel = "EVENT", description = "The name of the event, such as llm.call.")
  private String event = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long, such as 10m; at most 24h. Default: ${DEFAULT-VALUE}.")
  private String time = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    Problems problems = new Problems();
    ExporterConfig config = places.read(problems);
    if (!problems.none()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.list().forEach(err::println);
      return ExitStatus.WRONG_USE;
    }
    return Served.print(
        spec.commandLine().getOut(),
        config.state(),
        new ControlRequest.SampleBurst(event, seconds()),
        () -> new ControlAnswer(ExitStatus.FAULT, "No daemon runs that uses this state folder.\n"));
  }

  private int seconds() {
    Optional<Duration> wanted =
        ShortTime.parse(time).filter(some -> some.toSeconds() > 0 && some.compareTo(LONGEST) <= 0);
    return (int)
        wanted
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--for must be from 1s to 24h, not " + time))
            .toSeconds();
  }
}
