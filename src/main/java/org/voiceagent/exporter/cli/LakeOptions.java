package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.ColdCallsAtRest;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of commands that work with the lake, and its settings. */
final class LakeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private PlaceOptions places = new PlaceOptions();

  /** The settings; empty, with the mistakes printed, if the configuration cannot be used. */
  Optional<LakeSettings> settings() {
    return config().map(ExporterConfig::lake);
  }

  /** The configuration; empty, with the mistakes printed, if it cannot be used. */
  Optional<ExporterConfig> config() {
    Problems problems = new Problems();
    ExporterConfig config = places.read(problems);
    if (problems.none()) {
      return Optional.of(config);
    }
    PrintWriter err = spec.commandLine().getErr();
    problems.list().forEach(err::println);
    return Optional.empty();
  }

  /**
   * Prints the answer to a request about archives or holds.
   *
   * @return the exit status
   */
  int answered(ExporterConfig config, ControlRequest request)
      throws IOException, InterruptedException {
    return Served.print(
        spec.commandLine().getOut(),
        config.state(),
        request,
        () -> ColdCallsAtRest.answer(config, request, InstantSource.system()));
  }
}
