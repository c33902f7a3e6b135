package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.telemetry.IntakeSummary;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.KpiEntries;

final class OverviewPagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Test
  void overviewIsTheAcceptedOneForPeopleAndAsData() {
    try (RunningServer server = withTwoDays()) {
      String html = server.get("/", "Accept", BROWSER).body();
      GoldenFile.of("http/overview.html").matches(html);
      GoldenFile.of("http/overview.json").matches(server.get("/overview.json").body());
      GoldenFile.of("http/overview.csv")
          .matches(server.get("/overview.csv").body().replace("\r\n", "\n"));
      assertThat(Html.parse(html).texts("h2"))
          .startsWith(
              "Can you trust the numbers?", "Did it work?", "Was it pleasant?", "If not, why?");
    }
  }

  @Test
  void aChangeIsGoodOrBadByTheDefinitionOfTheIndicator() {
    try (RunningServer server = withTwoDays()) {
      assertThat(server.get("/overview.json").body())
          // Twice as many errors are bad, and a shorter wait is good.
          .contains("\"before\":0.125,\"change\":\"12.5 points\",\"mood\":\"bad\"")
          .containsPattern("\"id\":\"response_latency_p50_seconds\"[^}]*\"mood\":\"good\"")
          .containsPattern("\"id\":\"calls\"[^}]*\"change\":\"steady\",\"mood\":\"neither\"");
    }
  }

  @Test
  void beforeTheHistoryBeginsThereIsNoTrend() {
    try (RunningServer server = withTwoDays()) {
      assertThat(server.get("/overview.json?from=40h").body()).doesNotContain("\"trend\"");
    }
  }

  @Test
  void whatIsAbsentIsNeverZero() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/overview.json").body())
          .contains(
              "\"id\":\"error_rate\",\"label\":\"Failed calls\",\"value\":null,\"shown\":\"\"")
          .contains("\"id\":\"lag_p95_seconds\",\"label\":\"Counting lag\",\"value\":null");
    }
  }

  @Test
  void sessionsThatAreNotCountedShow() {
    try (RunningServer server = withTwoDays()) {
      server.intake = new IntakeSummary(64, OptionalDouble.of(0.5), 2, 3, 1, false);
      String html = server.get("/", "Accept", BROWSER).body();

      assertThat(html)
          .contains("Refused sessions</a></p>\n<p class=\"value bad\">2</p>")
          .contains("Silent calls</a></p>\n<p class=\"value bad\">3</p>")
          .contains("<p class=\"value\">0.5 <span class=\"unit\">s</span></p>")
          .contains("Counting is stopped");
    }
  }

  @Test
  void linksKeepTheViewAndLeadToTheCallsBehindATile() {
    try (RunningServer server = withTwoDays()) {
      String html =
          server.get("/?from=12h&provider_id=openai&theme=dark", "Accept", BROWSER).body();

      assertThat(html)
          .contains("<html lang=\"en\" data-theme=\"dark\">")
          .contains(
              "href=\"/calls?from=12h&amp;provider_id=openai&amp;theme=dark&amp;outcome=error\"")
          .contains("href=\"/overview.json?from=12h&amp;provider_id=openai\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/overview.json?from=2h&to=3h|from must be before to",
        "/?outcome=error|unknown parameter `outcome`",
        "/overview.csv?theme=blue|theme must be one of dark, light",
      })
  void aMistakeIsRefusedWithAWord(String path, String why) {
    try (RunningServer server = RunningServer.empty()) {
      var answer = server.get(path, "Accept", "application/json");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(why);
    }
  }

  /** 32 calls a day, one every 45 minutes; the second day is quicker and fails more often. */
  static RunningServer withTwoDays() {
    RunningServer server = RunningServer.empty();
    Instant start = RunningServer.NOW.minus(Duration.ofDays(2));
    for (int i = 0; i < 64; i++) {
      boolean second = i >= 32;
      String outcome = i % (second ? 4 : 8) == 0 ? "error" : "completed";
      KpiEntries call =
          KpiEntries.call("c" + i, start.plus(Duration.ofMinutes(45L * i + 20)), outcome)
              .of(i % 3 == 0 ? "local_hybrid" : "sales", "openai", "gpt-4o")
              .with("duration_seconds", 60 + i % 7)
              .with("sentiment_total", 1, i % 5 == 0 ? "negative" : "neutral")
              .with("component_latency_seconds", 0.4 + i % 4 * 0.1, "llm")
              .with("component_latency_seconds", 0.2 + i % 3 * 0.05, "tts");
      for (int turn = 0; turn < 3; turn++) {
        call.with("response_latency_seconds", (second ? 0.8 : 1.2) + turn * 0.2);
      }
      server.kpis.add(call.entry());
    }
    return server;
  }
}
