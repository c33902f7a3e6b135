package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.SessionsPlace;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The configuration file and the folders that a command line names.
 *
 * @param config the configuration file; empty for the default one
 * @param sessions the folder that engines write to; empty for the configuration's
 * @param state the folder of the daemon's state; empty for the configuration's
 */
record Places(Optional<Path> config, Optional<Path> sessions, Optional<Path> state) {

  /** Reads the configuration and replaces its folders by those that are named here. */
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
