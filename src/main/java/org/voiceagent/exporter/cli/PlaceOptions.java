package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Option;

/** The options that name the configuration and the folders it is about. */
final class PlaceOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file. Default: /etc/voice-agent-exporter/exporter.yml for the"
              + " installed program, else the built-in defaults.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description =
          "The folder engines drop calls into. Default: the configuration's, or"
              + " monitoring/call_sessions.")
  private Optional<Path> sessions = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "The folder where the daemon keeps its state. Default: the configuration's, or"
              + " monitoring/state.")
  private Optional<Path> state = Optional.empty();

  /** What the options name. */
  Places places() {
    return new Places(config, sessions, state);
  }

  /** Reads the configuration and replaces what the options name. */
  ExporterConfig read(Problems problems) {
    return places().read(problems);
  }
}
