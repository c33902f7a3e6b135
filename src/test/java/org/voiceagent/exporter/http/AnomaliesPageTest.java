package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.anomaly.Anomaly;
import org.voiceagent.exporter.anomaly.DetectionMethod;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.AnomalyReport.Judged;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiAnomaly;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.testing.GoldenFile;

final class AnomaliesPageTest {
  private static final Instant AT = Instant.parse("2026-06-24T15:01:00Z");

  private static Kpi kpi(String name) {
    return KpiCatalog.bundled().named(name).orElseThrow();
  }

  @Test
  void beforeTheFirstSearchNothingIsJudged() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/kpi/anomalies").body()).contains("\"judged\":0", "\"anomalies\":[]");
    }
  }

  @Test
  void eachAnomalySaysWhatSinceWhenAndInsteadOfWhat() {
    try (RunningServer server = RunningServer.empty()) {
      server.anomalies =
          new AnomalyReport(
              AT,
              List.of(
                  new KpiAnomaly(
                      kpi("aht_seconds"),
                      "local_hybrid",
                      new Anomaly(
                          DetectionMethod.CUSUM,
                          Instant.parse("2026-06-19T00:00:00Z"),
                          Instant.parse("2026-06-23T00:00:00Z"),
                          true,
                          63.4,
                          60.2,
                          1.21)),
                  new KpiAnomaly(
                      kpi("calls"),
                      "openai_realtime",
                      new Anomaly(
                          DetectionMethod.SILENCE,
                          Instant.parse("2026-06-24T12:00:00Z"),
                          Instant.parse("2026-06-24T14:00:00Z"),
                          false,
                          0,
                          57,
                          5.7))),
              Set.of(
                  new Judged("aht_seconds", "local_hybrid", DetectionMethod.CUSUM),
                  new Judged("calls", "openai_realtime", DetectionMethod.SILENCE)),
              0);

      GoldenFile.of("http/kpi-anomalies.json").matches(server.get("/kpi/anomalies").body());
    }
  }
}
