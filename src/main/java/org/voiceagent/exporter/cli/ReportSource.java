package org.voiceagent.exporter.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom a report asks: a running daemon, or the folders themselves. */
final class ReportSource {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Ask the daemon there (default: http://127.0.0.1:15100).")
  private URI url = URI.create("http://127.0.0.1:15100");

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description = "Read the calls in this folder; no daemon is needed.")
  private Optional<Path> sessions = Optional.empty();

  URI url() {
    return url;
  }

  Optional<Path> sessions() {
    return sessions;
  }
}
