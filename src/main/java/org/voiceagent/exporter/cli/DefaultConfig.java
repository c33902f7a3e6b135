package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The configuration of a command that names none. The launcher of an installed program sets {@value
 * #VARIABLE} to the configuration it was installed with, so that every command works on the folders
 * of the service, wherever it is run. In a source tree the variable is not set.
 */
final class DefaultConfig {
  static final String VARIABLE = "VOICE_AGENT_EXPORTER_CONFIG";

  private DefaultConfig() {}

  /** The file that this process' environment names; empty if it names none. */
  static Optional<Path> file() {
    return file(System.getenv());
  }

  /** As {@link #file()}, for the given environment variables. */
  static Optional<Path> file(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(name -> !name.isEmpty())
        .map(Path::of);
  }

  /** What the file says, or the built-in defaults without one. */
  static ExporterConfig load(Problems problems) {
    return file()
        .map(file -> ExporterConfig.load(file, problems))
        .orElseGet(ExporterConfig::defaults);
  }
}
