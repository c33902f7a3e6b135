package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.report.AdviceSummary.Pipeline;
import org.voiceagent.exporter.report.AdviceSummary.Subject;
import org.voiceagent.exporter.testing.GoldenFile;

final class SummaryPageTest {

  @Test
  void aDayIsSummedUpUnlessAnotherTimeIsAskedFor() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/feedback/summary").body())
          .isEqualTo(
              "{\"schema\":1,\"window\":\"1d\",\"from\":\"2026-03-01T18:30:00Z\",\"calls\":0,"
                  + "\"calls_advised\":0,\"recommendations\":[],\"pipelines\":[]}\n");
      assertThat(server.get("/feedback/summary?window=30m").body())
          .contains("\"window\":\"30m\",\"from\":\"2026-03-02T18:00:00Z\"");
    }
  }

  @Test
  void countsByKeyAndByPipeline() {
    try (RunningServer server = RunningServer.empty()) {
      server.conclusions.oldest = Optional.of(Instant.parse("2026-02-01T08:00:00Z"));
      server.conclusions.subjects.add(
          new Subject(
              "jitter_low_watermark",
              "streaming.low_watermark_ms",
              "warning",
              Map.of("local_hybrid", 31, "cloud", 2)));
      server.conclusions.subjects.add(
          new Subject(
              "slow_answers",
              "streaming.pipeline_streaming_overlap",
              "info",
              Map.of("local_hybrid", 1)));
      server.conclusions.pipelines.add(new Pipeline("cloud", 40, 2));
      server.conclusions.pipelines.add(new Pipeline("local_hybrid", 120, 31));

      GoldenFile.of("http/feedback-summary.json")
          .matches(server.get("/feedback/summary?window=24h").body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0h", "-1h", "24", "367d", "999999999d"})
  void anotherWindowIsRefused(String window) {
    try (RunningServer server = RunningServer.empty()) {
      var answer = server.get("/feedback/summary?window=" + window);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("window must be a time such as 30m, 24h or 7d, up to 366d");
    }
  }
}
