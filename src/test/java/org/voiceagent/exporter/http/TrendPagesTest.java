package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.KpiEntries;

final class TrendPagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @ParameterizedTest
  @CsvSource({
    "trends, /trends?from=2d",
    "kpi-page, /kpi?from=1d",
    "kpi-groups, '/kpi?from=2d&by=pipeline_name'",
    "compare, '/compare?before=2025-10-24T04:00:00Z..2025-10-25T04:00:00Z"
        + "&after=2025-10-25T04:00:00Z..2025-10-26T04:00:00Z'",
  })
  void pagesAreTheAcceptedOnes(String golden, String path) {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      String html = server.get(path, "Accept", BROWSER).body();
      GoldenFile.of("http/" + golden + ".html").matches(html);
      Html page = Html.parse(html);
      assertThat(page.texts("h1")).hasSize(1);
      assertThat(page.attributes("style")).isEmpty();
      assertThat(page.attributes("id")).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chart, /charts/response_latency_p95_seconds.svg?from=2d",
    "badge, /badge/error_rate.svg",
  })
  void picturesAreTheAcceptedOnes(String golden, String path) {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      var answer = server.get(path);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
      GoldenFile.of("http/" + golden + ".svg").matches(answer.body());
    }
  }

  @Test
  void aBadgeShowsWhetherTheIndicatorGotBetter() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      assertThat(server.get("/badge/error_rate.svg").body()).contains("25.0 %", "fill=\"#b3261e\"");
      assertThat(server.get("/badge/response_latency_p50_seconds.svg").body())
          .contains("fill=\"#17703f\"");
      assertThat(server.get("/badge/csat_mean@v1.svg").body())
          .contains("no value", "fill=\"#5f6975\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/badge/error_rate", "/charts/none.svg", "/charts/.svg"})
  void aPictureOfNothingIsNotFound(String path) {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theChartsAreDataAsWell() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      String json = server.get("/trends.json?from=2d").body();
      assertThat(json).contains("\"by\":[\"hour\"]", "\"id\":\"error_rate@v1\"", "\"changes\":[");
      assertThat(server.get("/trends?from=30d").body()).contains("\"by\":[\"day\"]");
      assertThat(server.get("/trends.csv?from=2d").body())
          .isEqualTo(server.get("/kpi.csv?from=2d&by=hour").body())
          .startsWith("from,to,hour,id,unit,value,n,absent_because\r\n");
      assertThat(server.get("/trends?from=2d", "Accept", BROWSER).body())
          .contains("href=\"/trends.json?from=2d\"", "href=\"/trends.csv?from=2d\"");
    }
  }

  @Test
  void anHourThatIsNotOverIsNoFall() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      assertThat(server.get("/trends?from=2d&to=2025-10-26T03:30:00Z", "Accept", BROWSER).body())
          .containsPattern("<title>03:00: \\d+, n = \\d+, so far</title>");
    }
  }

  @Test
  void aWeekHasEachOfItsHoursOnce() {
    try (RunningServer server = RunningServer.empty()) {
      for (String at : List.of("2025-10-19T03:45:00Z", "2025-10-26T03:45:00Z")) {
        server.kpis.add(KpiEntries.call(at, Instant.parse(at), "completed").entry());
      }
      String week = "/trends?from=2025-10-19T03:40:00Z&to=2025-10-26T03:50:00Z";
      assertThat(server.get(week, "Accept", BROWSER).body()).contains("Sunday 03:00: 1, n = 1");
    }
  }

  @Test
  void aChartOfZerosBeginsAtZero() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      assertThat(server.get("/trends?from=2d", "Accept", BROWSER).body())
          .contains(">1.0</text>")
          .doesNotContain(">-1.0</text>");
    }
  }

  @Test
  void anHourWithoutCallsIsAGapAndNotZero() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      // The first hour of three days ago is before all calls.
      assertThat(server.get("/trends?from=60h", "Accept", BROWSER).body())
          .contains("<title>16:00: no calls</title>");
    }
  }

  @Test
  void aDarkChartHasLightInk() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      assertThat(server.get("/charts/calls.svg?theme=dark").body())
          .startsWith("<svg color=\"#e6ebf1\" ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/trends", "/kpi", "/compare", "/"})
  void withoutCallsEachPageStands(String path) {
    try (RunningServer server = RunningServer.empty()) {
      var answer = server.get(path, "Accept", BROWSER);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Html.parse(answer.body()).texts("h1")).hasSize(1);
    }
  }

  @Test
  void aFormMaySendItsEmptyFields() {
    try (RunningServer server = OverviewPagesTest.withTwoDays()) {
      assertThat(
              server
                  .get("/kpi?from=7d&pipeline_name=&provider_id=&by=", "Accept", BROWSER)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void twoPeriodsAreComparedByDefaultAndAsData() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/compare.json").body())
          .contains(
              "\"before\":\"2025-10-12T05:00:00Z..2025-10-19T05:00:00Z\"",
              "\"after\":\"2025-10-19T05:00:00Z..2025-10-26T05:00:00Z\"");
      assertThat(server.get("/compare?before=yesterday").statusCode()).isEqualTo(400);
    }
  }
}
