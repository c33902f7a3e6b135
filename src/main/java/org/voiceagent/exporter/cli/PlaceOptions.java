package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.SessionsPlace;
import org.voiceagent.exporter.yaml.Problem;
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

  /** The configuration with the options laid over it. */
  ExporterConfig read(Problems problems) {
    ExporterConfig read =
        config
            .map(file -> ExporterConfig.load(file, problems))
            .orElseGet(() -> DefaultConfig.load(problems));
    ExporterConfig placed =
        read.at(sessions.orElse(read.sessions()), state.orElse(read.state()), read.listen());
    if (sessions.isPresent() || state.isPresent()) {
      SessionsPlace.fault(placed.sessions(), placed.state())
          .ifPresent(why -> problems.add(new Problem("--sessions", 0, "", why)));
    }
    return placed;
  }
}
