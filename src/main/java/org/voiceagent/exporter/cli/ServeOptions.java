package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Option;

/** The options that name the configuration, and those that override it. */
final class ServeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration; without it the defaults hold.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description = "The folder engines drop calls into (default: monitoring/call_sessions).")
  private Optional<Path> sessions = Optional.empty();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to answer HTTP (default: 127.0.0.1:15100); port 0 takes a free one.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where to keep what must outlive the daemon (default: monitoring/state).")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description = "TLS, passwords and headers, in the format of Prometheus' exporter-toolkit.")
  private Optional<Path> webConfig = Optional.empty();

  /** The configuration with the options laid over it. */
  ExporterConfig read(Problems problems) {
    ExporterConfig read =
        config.map(file -> ExporterConfig.load(file, problems)).orElseGet(ExporterConfig::defaults);
    ExporterConfig placed =
        read.at(
            sessions.orElse(read.sessions()),
            state.orElse(read.state()),
            listen.map(text -> address(text, problems)).orElse(read.listen()));
    return webConfig.map(placed::withWebConfig).orElse(placed);
  }

  private static ListenAddress address(String text, Problems problems) {
    Optional<ListenAddress> address = ListenAddress.parse(text);
    if (address.isEmpty()) {
      problems.add(new Problem("--listen", 0, "", "expected HOST:PORT, not \"" + text + "\""));
    }
    return address.orElse(ListenAddress.usual());
  }
}
