package org.voiceagent.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.voiceagent.exporter.metrics.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;

/** Everything that makes a page, under a clock that a test sets. */
final class Board {
  final CollectorRegistry registry = new CollectorRegistry();
  final SelfMetrics self;
  final CallMetrics calls;
  final Exposition exposition;
  private volatile Instant now = CallSessions.COMPLETED_AT.plusSeconds(1);

  Board() {
    this(MetricCatalog.bundled(), CallMetrics.Limits.defaults());
  }

  Board(CallMetrics.Limits limits) {
    this(MetricCatalog.bundled(), limits);
  }

  Board(MetricCatalog catalog, CallMetrics.Limits limits) {
    self = new SelfMetrics(MetricCatalog.bundled(), registry);
    calls = new CallMetrics(catalog, limits, () -> now, self);
    exposition = new Exposition(registry, calls);
  }

  void setTime(Instant time) {
    now = time;
  }

  void count(CallSessions... sessions) {
    for (CallSessions session : sessions) {
      count(Reports.of(session));
    }
  }

  void count(CallReport report) {
    calls.count(calls.entry(report, now), report);
  }

  String text(Format format) {
    return text(format, false);
  }

  /** The page as it is, or packed on the way. */
  String text(Format format, boolean gzip) {
    Page page = exposition.render(format, Set.of(), gzip);
    assertThat(page.gzip()).isEqualTo(gzip);
    return new String(gzip ? unpacked(page.bytes()) : page.bytes(), StandardCharsets.UTF_8);
  }

  MetricsPage page() {
    return MetricsPage.of(text(Format.TEXT));
  }

  private static byte[] unpacked(byte[] file) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
