package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom a report asks: a running daemon, or the folders themselves. */
final class ReportSource {
  @Option(
      names = "--url",
      paramLabel = "URL",
      converter = DaemonUrl.class,
      description = "Ask the daemon there (default: http://127.0.0.1:15100).")
  private URI url = URI.create("http://127.0.0.1:15100");

  @Option(
      names = "--sessions",
      paramLabel = "DIR",
      description = "Read the calls in this folder; no daemon is needed.")
  private Optional<Path> sessions = Optional.empty();

  /**
   * What can be asked, in the JSON of the daemon's pages. Every method throws an IOException that
   * says what to do if nobody answers, or if the folder cannot be listed.
   */
  interface Asked {
    /** The newest calls, as {@code /feedback/latest} has them. */
    String latest(Optional<String> pipeline, int limit) throws IOException;

    /** What changes did, as {@code /feedback/effects} has it. */
    String effects() throws IOException;

    /** The advice that still stands, as {@code /feedback/open} has it. */
    String open() throws IOException;

    /** What was advised lately, as {@code /feedback/summary} has it. */
    String summary(Duration window) throws IOException;
  }

  /**
   * Whoever is named.
   *
   * @param access how a daemon is asked
   */
  Asked asked(DaemonAccess access) {
    return sessions
        .<Asked>map(folder -> new FolderReport(folder, InstantSource.system()))
        .orElseGet(() -> new DaemonClient(url, access));
  }
}
