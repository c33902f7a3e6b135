package org.voiceagent.exporter.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
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
}
