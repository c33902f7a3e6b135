package org.voiceagent.exporter.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.http.pages.CallSources;
import org.voiceagent.exporter.http.pages.KpiSources;
import org.voiceagent.exporter.http.pages.ServerSources;
import org.voiceagent.exporter.http.pages.WebContent;
import org.voiceagent.exporter.http.security.Protection;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.intake.Resting;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.NewestEvents;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.telemetry.IntakeSummary;

/** A server with short limits: one second for a request and for a response, 20 connections. */
final class LimitedServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 20;
  static final int LARGE_PAGE = 64 * 1024 * 1024;

  /** The large page consists of copies of this chunk. */
  private static final byte[] PIECE = new byte[1024 * 1024];

  private final WebServer server;

  private LimitedServer(WebServer server) {
    this.server = server;
  }

  /** Starts a server. */
  static LimitedServer start() throws IOException {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1", 0, MOST_CONNECTIONS, Duration.ofSeconds(1), Duration.ofSeconds(1), false);
    WebContent content =
        new WebContent(
            new ServerSources(
                "0",
                Path.of("/srv/call_sessions"),
                () -> new Progress(0, 0, true),
                List::of,
                new NewestEvents(1)),
            (format, names, gzip) -> names.isEmpty() ? small() : large(),
            new CallSources(
                new ReportStore(1),
                new CallIndex(1, CallNames.asTheyAre(), InstantSource.system()),
                new MemoryArchive(),
                () -> Resting.NONE,
                Redactor.off()),
            new KpiSources(
                new KpiHistory(InstantSource.system(), KpiMeter.NONE),
                AnomalyReport::none,
                () -> IntakeSummary.NONE,
                new SampleConclusions()));
    return new LimitedServer(
        WebServer.start(settings, content, Protection.none(), InstantSource.system()));
  }

  private static Page small() {
    return new Page(List.of(new byte[10]), false);
  }

  private static Page large() {
    return new Page(java.util.Collections.nCopies(LARGE_PAGE / PIECE.length, PIECE), false);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
