package org.voiceagent.exporter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.anomaly.Anomaly;
import org.voiceagent.exporter.anomaly.DetectionMethod;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.AnomalyReport.Judged;
import org.voiceagent.exporter.kpi.KpiAnomaly;
import org.voiceagent.exporter.kpi.KpiCatalog;

final class AnomalyGaugesTest {
  private static final Instant START = Instant.parse("2026-06-20T00:00:00Z");
  private static final String[] LABELS = {"kpi", "pipeline_name", "method"};
  private static final String[] SHIFT = {"aht_seconds", "line", "cusum"};
  private static final String[] DRIFT = {"aht_seconds", "line", "ewma"};

  private final CollectorRegistry registry = new CollectorRegistry();
  private final AnomalyGauges gauges = new AnomalyGauges(gauge("odd"), gauge("odd_start"));

  private Gauge gauge(String name) {
    return Gauge.build(name, "help").labelNames(LABELS).register(registry);
  }

  private static AnomalyReport report(List<KpiAnomaly> anomalies, DetectionMethod... methods) {
    Set<Judged> judged =
        java.util.Arrays.stream(methods)
            .map(method -> new Judged("aht_seconds", "line", method))
            .collect(java.util.stream.Collectors.toSet());
    return new AnomalyReport(START, anomalies, judged, 0);
  }

  private static KpiAnomaly shift() {
    return new KpiAnomaly(
        KpiCatalog.bundled().named("aht_seconds").orElseThrow(),
        "line",
        new Anomaly(DetectionMethod.CUSUM, START, START.plusSeconds(86_400), true, 63, 60, 1.2));
  }

  @Test
  void whatIsJudgedIsZeroOrOneAndWhatIsNotHasNoSeries() {
    gauges.show(report(List.of(shift()), DetectionMethod.CUSUM, DetectionMethod.EWMA));

    assertThat(registry.getSampleValue("odd", LABELS, SHIFT)).isEqualTo(1);
    assertThat(registry.getSampleValue("odd", LABELS, DRIFT)).isZero();
    assertThat(registry.getSampleValue("odd_start", LABELS, SHIFT))
        .isEqualTo((double) START.getEpochSecond());
    assertThat(registry.getSampleValue("odd_start", LABELS, DRIFT)).isNull();

    gauges.show(report(List.of(), DetectionMethod.CUSUM));
    assertThat(registry.getSampleValue("odd", LABELS, SHIFT)).isZero();
    assertThat(registry.getSampleValue("odd_start", LABELS, SHIFT)).isNull();
    assertThat(registry.getSampleValue("odd", LABELS, DRIFT)).isNull();
  }
}
