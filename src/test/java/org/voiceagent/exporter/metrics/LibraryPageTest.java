package org.voiceagent.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.testing.CallSessions;

/** Our page holds what the client library's own handler would serve, sample by sample. */
final class LibraryPageTest {

  @ParameterizedTest
  @EnumSource(Exposition.Format.class)
  void pageHasTheSamplesOfTheLibrarysOwn(Exposition.Format format) throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    MetricCatalog catalog = MetricCatalog.bundled();
    SelfMetrics self = new SelfMetrics(catalog, registry);
    CallMetrics calls =
        new CallMetrics(
                catalog,
                CallMetrics.Limits.defaults(),
                () -> Instant.parse("2025-10-26T04:00:00Z"),
                self)
            .register(registry);
    CallReport report = Reports.of(CallSessions.complete("call-1"));
    calls.count(calls.entry(report, CallSessions.COMPLETED_AT), report);

    String ours =
        new String(new Exposition(registry).render(format, Set.of()), StandardCharsets.UTF_8);

    assertThat(samples(ours))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(samples(theirs(registry, format)));
  }

  private static String theirs(CollectorRegistry registry, Exposition.Format format)
      throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", new HTTPMetricHandler(registry));
    server.start();
    try {
      URI page = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
      HttpRequest request =
          HttpRequest.newBuilder(page)
              .header("Accept", format.contentType().replaceAll(";.*", ""))
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } finally {
      server.stop(0);
    }
  }

  private static List<String> samples(String page) {
    return page.lines()
        .filter(line -> !line.startsWith("#") && !line.contains("_created"))
        .toList();
  }
}
