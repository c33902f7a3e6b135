package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.callmetrics.SeriesMeter;
import org.voiceagent.exporter.http.pages.CallSources;
import org.voiceagent.exporter.http.pages.KpiSources;
import org.voiceagent.exporter.http.pages.MetricsSource;
import org.voiceagent.exporter.http.pages.ServerSources;
import org.voiceagent.exporter.http.pages.WebContent;
import org.voiceagent.exporter.http.security.Protection;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.intake.Resting;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.NewestEvents;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.telemetry.IntakeSummary;

/** A real server on a free port, with content a test can change, and a client for it. */
final class RunningServer implements AutoCloseable {
  static final Instant LAST_SIGN = Instant.parse("2025-10-26T03:29:00Z");
  static final Path WATCHED = Path.of("/srv/call_sessions");
  static final Instant NOW = Instant.parse("2025-10-26T04:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final ReportStore reports = new ReportStore(200);
  final SampleConclusions conclusions = new SampleConclusions();
  final NewestEvents events = new NewestEvents(50);
  final KpiHistory kpis = new KpiHistory(() -> NOW, KpiMeter.NONE);
  final MemoryArchive archive = new MemoryArchive();
  final CallIndex listed = new CallIndex(10_000, CallNames.asTheyAre(), () -> NOW);
  volatile Resting resting = Resting.NONE;
  private final CallMetrics counting =
      new CallMetrics(
          CallCatalog.bundled(), CallMetrics.Limits.defaults(), () -> NOW, SeriesMeter.NONE);
  final AtomicInteger reloads = new AtomicInteger();
  volatile PlainMetrics metrics = RunningServer::echo;
  volatile MetricsSource pages = page((format, names) -> metrics.render(format, names));
  volatile Consumer<String> onRedaction = category -> {};
  volatile AnomalyReport anomalies = AnomalyReport.none();
  volatile IntakeSummary intake = IntakeSummary.NONE;
  volatile Progress progress = new Progress(3, 3, true);
  volatile List<String> reloadProblems = List.of();
  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** An uncompressed page in one chunk. */
  @FunctionalInterface
  interface PlainMetrics {
    byte[] render(Exposition.Format format, Set<String> names);
  }

  private RunningServer(HttpSettings settings) {
    try {
      server = start(settings, content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server without access restrictions. */
  static WebServer start(HttpSettings settings, WebContent content) throws IOException {
    return WebServer.start(settings, content, Protection.none(), InstantSource.system());
  }

  /** A server without calls, with or without reload over HTTP. */
  static RunningServer empty(boolean reloadEnabled) {
    return new RunningServer(settings(0, reloadEnabled));
  }

  /** A server without calls. */
  static RunningServer empty() {
    return empty(false);
  }

  /** A server with the sample calls and one active call. */
  static RunningServer withSampleCalls() {
    return withSampleCalls(false);
  }

  /** The same, with or without reload over HTTP. */
  static RunningServer withSampleCalls(boolean reloadEnabled) {
    RunningServer running = empty(reloadEnabled);
    running.publish(SampleCalls.older());
    running.publish(SampleCalls.newest());
    running.publish(SampleCalls.oldest());
    running.archive.add(SampleCalls.NEWEST, SampleCalls.transcript());
    running.archive.add(new ActiveCall(new CallId("1761449340.2170"), LAST_SIGN));
    return running;
  }

  /** The usual settings with this port. */
  static HttpSettings settings(int port, boolean reloadEnabled) {
    HttpSettings usual = HttpSettings.defaults();
    return new HttpSettings(
        usual.host(),
        port,
        usual.maxConnections(),
        usual.maxRequestTime(),
        usual.maxResponseTime(),
        reloadEnabled);
  }

  /** The content of a server without calls. */
  static WebContent emptyContent() {
    return new WebContent(
        new ServerSources(
            "1.2.3", WATCHED, () -> new Progress(0, 0, true), List::of, new NewestEvents(1)),
        page(RunningServer::echo),
        new CallSources(
            new ReportStore(1),
            new CallIndex(1, CallNames.asTheyAre(), () -> NOW),
            new MemoryArchive(),
            () -> Resting.NONE,
            Redactor.off()),
        new KpiSources(
            new KpiHistory(() -> NOW, KpiMeter.NONE),
            AnomalyReport::none,
            () -> IntakeSummary.NONE,
            new SampleConclusions()));
  }

  private static MetricsSource page(PlainMetrics plain) {
    return (format, names, gzip) -> new Page(List.of(plain.render(format, names)), false);
  }

  /** The content of this server, which a test may change. */
  WebContent content() {
    return new WebContent(
        new ServerSources("1.2.3", WATCHED, () -> progress, this::reload, events),
        (format, names, gzip) -> pages.render(format, names, gzip),
        new CallSources(
            reports,
            listed,
            archive,
            () -> resting,
            Redactor.strict().counting(category -> onRedaction.accept(category))),
        new KpiSources(kpis, () -> anomalies, () -> intake, conclusions));
  }

  void publish(CallReport report) {
    reports.publish(report);
    archive.add(report);
    listed.add(counting.entry(report, NOW));
  }

  int port() {
    return server.port();
  }

  /** The response to {@code GET}; headers are pairs of name and value. */
  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(method, path, BodyHandlers.ofString(StandardCharsets.UTF_8), headers);
  }

  /** The response to {@code GET}, as bytes. */
  HttpResponse<byte[]> bytes(String path, String... headers) {
    return send("GET", path, BodyHandlers.ofByteArray(), headers);
  }

  private <T> HttpResponse<T> send(
      String method, String path, BodyHandler<T> as, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<T> answer = client.send(request.build(), as);
      ResponseSchemas.check(answer);
      assertThat(OpenApiDocument.faults(answer)).as("%s", answer).isEmpty();
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A plain socket to the server. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** Everything received for these bytes until the server closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private List<String> reload() {
    reloads.incrementAndGet();
    return reloadProblems;
  }

  private static byte[] echo(Exposition.Format format, Set<String> names) {
    String text = format.name().toLowerCase(Locale.ROOT) + names.stream().sorted().toList() + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
