package org.voiceagent.exporter.metrics;

import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.metrics.Exposition.Format;
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
    return new String(exposition.render(format, Set.of(), false).bytes(), StandardCharsets.UTF_8);
  }

  MetricsPage page() {
    return MetricsPage.of(text(Format.TEXT));
  }
}
