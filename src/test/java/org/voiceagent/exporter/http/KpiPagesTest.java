package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.KpiEntries;

final class KpiPagesTest {
  private static final Instant FIRST = Instant.parse("2025-10-26T01:10:00Z");

  @Test
  void allIndicatorsOfADayAreThere() {
    try (RunningServer server = withCalls()) {
      GoldenFile.of("http/kpi.json").matches(server.get("/kpi?from=2025-10-26").body());
    }
  }

  @Test
  void groupsHaveARowEach() {
    try (RunningServer server = withCalls()) {
      String body = server.get("/kpi?by=hour,pipeline_name&from=4h").body();

      assertThat(body)
          .contains(
              "{\"labels\":{\"hour\":\"2025-10-26T01:00:00Z\",\"pipeline_name\":\"=cmd\"}",
              "{\"labels\":{\"hour\":\"2025-10-26T01:00:00Z\",\"pipeline_name\":\"local_hybrid\"}",
              "{\"labels\":{\"hour\":\"2025-10-26T03:00:00Z\",\"pipeline_name\":\"local_hybrid\"}")
          .doesNotContain("T02:00:00Z\",\"pipeline_name\"");
      assertThat(server.get("/kpi?by=hour&pipeline_name=none").body()).contains("\"rows\":[]");
    }
  }

  @Test
  void oneIndicatorHasAPointForEachTimeWithCalls() {
    try (RunningServer server = withCalls()) {
      GoldenFile.of("http/kpi-series.json")
          .matches(server.get("/kpi/aht_seconds@v1?from=2025-10-26&by=pipeline_name").body());
      assertThat(server.get("/kpi/aht_seconds?from=2025-10-26&by=pipeline_name").body())
          .isEqualTo(server.get("/kpi/aht_seconds@v1?from=2025-10-26&by=pipeline_name").body());
      assertThat(server.get("/kpi/cost_per_call?step=day&from=2025-10-26").body())
          .contains("\"unit\":\"EUR\",\"points\"", "\"unit\":\"USD\",\"points\"");
    }
  }

  @Test
  void csvHasTheSameValuesAndRunsNothing() {
    try (RunningServer server = withCalls()) {
      var answer = server.get("/kpi.csv?from=2025-10-26&by=pipeline_name");

      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/csv; charset=utf-8; header=present");
      assertThat(List.of(answer.body().split("\r\n")))
          .startsWith("from,to,pipeline_name,id,unit,value,n,absent_because")
          .contains(
              "2025-10-26T00:00:00Z,2025-10-26T04:00:00Z,'=cmd,aht_seconds@v1,seconds,45.5,1,",
              "2025-10-26T00:00:00Z,2025-10-26T04:00:00Z,local_hybrid,transfer_rate@v1,ratio,,2,"
                  + "\"there are only 2 calls, and 10 are needed\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/kpi?form=7d|unknown parameter `form`; did you mean `from`? this page takes `from`",
        "/kpi?step=day|unknown parameter `step`",
        "/kpi?from=yesterday|from must be a time such as",
        "/kpi?to=2025-13-01|to must be a time such as",
        "/kpi?from=1h&to=2h|from must be before to",
        "/kpi?by=caller|by takes pipeline_name, provider_id, model_variant, hour, day and"
            + " hour_of_week",
        "/kpi?by=hour,day|only one of hour, day and hour_of_week",
        "/kpi?by=hour,hour|each name once",
        "/kpi.csv?by=|by must not be empty",
        "/kpi/aht_seconds?step=week|step must be one of hour, day",
        "/kpi/aht_seconds?by=day|only one of hour, day and hour_of_week",
      })
  void aMistakeIsRefusedWithAWord(String path, String why) {
    try (RunningServer server = RunningServer.empty()) {
      var answer = server.get(path);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(why);
    }
  }

  @Test
  void anUnknownIndicatorIsNotFound() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/kpi/aht_seconds@v2").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void withoutCallsEveryIndicatorIsAbsentAndNoneIsZero() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/kpi").body())
          .contains("\"id\":\"aht_seconds@v1\",\"unit\":\"seconds\",\"value\":null,\"n\":0")
          .doesNotContain("\"value\":0");
    }
  }

  private static RunningServer withCalls() {
    RunningServer server = RunningServer.empty();
    server.kpis.add(
        KpiEntries.call("a", FIRST, "completed")
            .with("duration_seconds", 60)
            .with("response_latency_seconds", 0.8)
            .with("cost_total", 0.25, "total", "USD")
            .entry());
    server.kpis.add(
        KpiEntries.call("b", FIRST.plusSeconds(7_200), "transferred")
            .with("duration_seconds", 120.5)
            .with("cost_total", 0.125, "llm", "EUR")
            .entry());
    server.kpis.add(
        KpiEntries.call("c", FIRST, "completed")
            .of("=cmd", "deepgram", "nova-3")
            .with("duration_seconds", 45.5)
            .entry());
    return server;
  }
}
