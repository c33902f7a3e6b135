package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.kpi.KpiQuery;
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

    /** Active calls and the newest finished ones, as {@code /calls} has them. */
    String calls(int limit) throws IOException;

    /** Two groups of calls compared, as {@code /feedback/comparison} has it. */
    String comparison(CallSelection before, CallSelection after) throws IOException;

    /** Key performance indicators, as {@code /kpi} has them. */
    String kpis(KpiQuery query) throws IOException;

    /** Key performance indicators, as {@code /kpi.csv} has them. */
    String kpisAsCsv(KpiQuery query) throws IOException;

    /** The end of what is known: the present, or the end of the last hour of a folder of calls. */
    Instant now() throws IOException;

    /** What is unusual, as {@code /kpi/anomalies} has it. */
    String anomalies() throws IOException;
  }

  /**
   * Whoever is named.
   *
   * @param access how a daemon is asked
   */
  Asked asked(DaemonAccess access) {
    return asked(access, InstantSource.system());
  }

  /**
   * Whoever is named.
   *
   * @param access how a daemon is asked
   * @param clock says what time it is for a folder; a daemon has its own clock
   */
  Asked asked(DaemonAccess access, InstantSource clock) {
    return sessions
        .<Asked>map(folder -> new FolderReport(folder, clock))
        .orElseGet(() -> new DaemonClient(url, access, clock));
  }

  /** Whom it is, for a heading. */
  String name() {
    return sessions.map(Path::toString).orElseGet(url::toString);
  }
}
