package org.voiceagent.exporter.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.RandomCalls;
import org.voiceagent.exporter.testing.Reports;

/** Our page against the one the client library writes of the same numbers. */
final class LibraryPageTest {
  private static final CallMetrics.Limits ALL_SHOWN =
      new CallMetrics.Limits(2_000, 2_000, Duration.ofDays(10_000));

  /** The formats that the library knows. */
  @ParameterizedTest
  @EnumSource(names = {"TEXT", "OPENMETRICS"})
  void pageHasTheSamplesOfTheLibrarysOwn(Format format) throws Exception {
    Board board = new Board();
    CallReport report = Reports.of(CallSessions.complete("call-1"));
    board.count(report);
    String ours = board.text(format);
    board.registry.register(
        new LibraryCalls(CallCatalog.bundled(), board.calls.all(), List.of(report)));
    assertThat(samples(ours))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(samples(theirs(board, format)));
  }

  @ParameterizedTest
  @CsvSource({"TEXT, false", "TEXT, true", "OPENMETRICS, false", "OPENMETRICS, true"})
  void everyByteIsThatOfTheLibrary(Format format, boolean gzip) throws IOException {
    long seed = Long.getLong("seed", 11L);
    Board board = new Board(ALL_SHOWN);
    List<CallReport> counted = new ArrayList<>();
    for (CallReport report : RandomCalls.reports(seed, 700)) {
      board.count(report);
      counted.add(report);
      board.self.active(counted.size() % 5);
      if (counted.size() % 300 == 1) {
        String theirs = written(board, format, counted);
        assertThat(board.text(format, gzip))
            .as("seed %d, call %d", seed, counted.size())
            .isEqualTo(theirs);
      }
    }
  }

  @Test
  void everyNumberIsWrittenAsTheLibraryWritesIt() {
    long seed = Long.getLong("seed", 3L);
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      double number = number(random, i);
      PageBuffer buffer = PageBuffer.plain();
      buffer.number(number);
      assertThat(new String(buffer.finish().bytes(), UTF_8))
          .as("seed %d", seed)
          .isEqualTo(Collector.doubleToGoString(number));
    }
  }

  private static double number(Random random, int i) {
    double[] edges = {
      0,
      -0.0,
      1,
      -1,
      9_999_999,
      1e7,
      -9_999_999,
      -1e7,
      1e-3,
      999.5,
      1e15,
      1e300,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    return switch (i % 5) {
      case 0 -> edges[i / 5 % edges.length];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextInt();
      case 3 -> random.nextInt(20_000_000) / 1_000.0;
      default -> random.nextInt(2_000);
    };
  }

  private static String written(Board board, Format format, List<CallReport> counted)
      throws IOException {
    List<MetricFamilySamples> families =
        new ArrayList<>(
            new LibraryCalls(CallCatalog.bundled(), board.calls.all(), counted).collect());
    families.addAll(Collections.list(board.registry.metricFamilySamples()));
    families.replaceAll(LibraryPageTest::withoutCreated);
    families.sort(Comparator.comparing(family -> family.name));
    StringWriter text = new StringWriter();
    TextFormat.writeFormat(format.contentType(), text, Collections.enumeration(families));
    return text.toString();
  }

  private static MetricFamilySamples withoutCreated(MetricFamilySamples family) {
    return new MetricFamilySamples(
        family.name,
        family.unit,
        family.type,
        family.help,
        family.samples.stream().filter(sample -> !sample.name.endsWith("_created")).toList());
  }

  private static String theirs(Board board, Format format) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", new HTTPMetricHandler(board.registry));
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
