package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceagent.exporter.testing.CallSessions.call;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.LabelBudgets;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Reports;

/** What calls come to over all. */
final class CallMetricsTest {
  private static final String L =
      "pipeline_name=\"local_hybrid\",provider_id=\"openai_realtime\","
          + "model_variant=\"gpt-realtime\"";

  private final Board board = new Board();

  @Test
  void everyKnownFactOfACallIsCounted() {
    board.count(complete("a"), complete("b"));
    MetricsPage page = board.page();
    assertThat(page.value("ai_agent_calls_total{" + L + ",outcome=\"completed\"}")).hasValue(2);
    assertThat(page.value("ai_agent_call_duration_seconds_sum{" + L + "}")).hasValue(91.8);
    assertThat(page.value("ai_agent_call_turns_total{" + L + "}")).hasValue(14);
    assertThat(page.value("ai_agent_call_barge_in_total{" + L + "}")).hasValue(2);
    String transport = "{" + L + ",transport=\"audiosocket\"";
    assertThat(page.value("ai_agent_call_jitter_low_watermark_hits_total" + transport + "}"))
        .hasValue(8);
    assertThat(page.value("ai_agent_call_underflow_total" + transport + "}")).hasValue(24);
    assertThat(page.value("ai_agent_call_transport_restarts_total" + transport + "}")).hasValue(0);
    assertThat(page.value("ai_agent_call_fallback_total" + transport + ",reason=\"timeout\"}"))
        .hasValue(2);
    assertThat(page.value("ai_agent_call_sentiment_total{" + L + ",band=\"negative\"}"))
        .hasValue(2);
  }

  @Test
  void whatIsNotKnownIsNotCountedAsZero() {
    board.count(call("a"));
    MetricsPage page = board.page();
    assertThat(page.series())
        .filteredOn(series -> series.startsWith("ai_agent_"))
        .containsExactlyInAnyOrder(
            "ai_agent_calls_active",
            "ai_agent_calls_total{" + L + ",outcome=\"unknown\"}",
            "ai_agent_call_info{call_uuid=\"a\","
                + L
                + ",outcome=\"unknown\",transport=\"unknown\",engine_version=\"unknown\"}",
            "ai_agent_recent_call_recommendations{call_uuid=\"a\"," + L + "}",
            "ai_agent_recent_call_end_timestamp_seconds{call_uuid=\"a\"," + L + "}");
  }

  @Test
  void whatIsKnownToBeZeroIsShownAsZero() {
    board.count(call("a").with(CallField.TURNS, 0).with(CallField.FALLBACKS, 0));
    MetricsPage page = board.page();
    assertThat(page.value("ai_agent_call_turns_total{" + L + "}")).hasValue(0);
    assertThat(page.value("ai_agent_recent_call_turns{call_uuid=\"a\"," + L + "}")).hasValue(0);
    assertThat(page.value("ai_agent_recent_call_fallbacks{call_uuid=\"a\"," + L + "}")).hasValue(0);
  }

  @Test
  void everyResponseIsObserved() {
    board.count(call("a").withNumbers(CallField.TURN_LATENCIES_MS, 820, 1430, 800));
    assertThat(latency("_count", "")).hasValue(3);
    assertThat(latency("_sum", "")).hasValue(3.05);
    assertThat(latency("_bucket", ",le=\"0.8\"")).hasValue(1);
    assertThat(latency("_bucket", ",le=\"1.5\"")).hasValue(3);
  }

  @Test
  void anAverageAloneIsObservedOnce() {
    board.count(call("a").with(CallField.AVG_TURN_LATENCY_MS, 1125).with(CallField.TURNS, 8));
    assertThat(latency("_count", "")).hasValue(1);
    assertThat(latency("_sum", "")).hasValue(1.125);
  }

  @ParameterizedTest
  @CsvSource({"200, 0.2", "300, 0.3", "1000, 1.0", "1200, 1.2", "2750, 2.75", "30000, 30.0"})
  void aLatencyOnABoundFallsBelowIt(double ms, String bound) {
    board.count(call("a").withNumbers(CallField.TURN_LATENCIES_MS, ms));
    assertThat(latency("_bucket", ",le=\"" + bound + "\"")).hasValue(1);
  }

  @Test
  void aFindingOfTheSnapshotHasItsOwnLabel() {
    board.count(
        call("a")
            .finding(
                new Finding(
                    "config_snapshot.yaml",
                    7,
                    "snapshot",
                    Finding.Reason.UNREADABLE,
                    "no number")));
    assertThat(
            board
                .page()
                .value(
                    "voice_agent_exporter_values_rejected_total{field=\"snapshot\","
                        + "reason=\"unreadable\"}"))
        .hasValue(1);
  }

  @Test
  void eachComponentIsObservedOnceACall() {
    board.count(
        call("a").with(CallField.STT_LATENCY_MS, 180),
        call("b").with(CallField.TTS_LATENCY_MS, 240));
    MetricsPage page = board.page();
    String count = "ai_agent_call_component_latency_seconds_count{" + L + ",component=";
    assertThat(page.value(count + "\"stt\"}")).hasValue(1);
    assertThat(page.value(count + "\"tts\"}")).hasValue(1);
    assertThat(page.value(count + "\"llm\"}")).isEmpty();
  }

  @Test
  void fallbacksWithoutACountAreAsManyAsTheirReasons() {
    board.count(call("a").withTexts(CallField.FALLBACK_REASONS, "timeout>8.0s", "rtp-timeout"));
    MetricsPage page = board.page();
    assertThat(page.sum("ai_agent_call_fallback_total")).isEqualTo(2);
    assertThat(page.sum("ai_agent_recent_call_fallbacks")).isEqualTo(2);
  }

  @Test
  void recommendationsAreCountedByWhatTheyAdvise() {
    board.count(
        Reports.of(
            call("a"),
            Reports.recommendation("jitter", "streaming.low_watermark_ms", Severity.WARNING),
            Reports.recommendation("slow", "active_pipeline", Severity.CRITICAL)));
    MetricsPage page = board.page();
    assertThat(
            page.value(
                "ai_agent_setting_recommendation_total{field=\"streaming.low_watermark_ms\","
                    + "severity=\"warning\",recommendation_key=\"jitter\","
                    + "pipeline_name=\"local_hybrid\"}"))
        .hasValue(1);
    assertThat(page.sum("ai_agent_recent_call_recommendations")).isEqualTo(2);
  }

  @Test
  void recommendationsOfEverNewKeysShareOneSeriesInTheEnd() {
    for (int i = 0; i < 600; i++) {
      board.count(Reports.of(call("a"), Reports.recommendation("key" + i, "x", Severity.INFO)));
    }
    MetricsPage page = board.page();
    assertThat(page.series())
        .filteredOn(series -> series.startsWith("ai_agent_setting_recommendation_total"))
        .hasSize(501);
    assertThat(page.sum("ai_agent_setting_recommendation_total")).isEqualTo(600);
  }

  @Test
  void sentimentIsCountedInItsBandAndShownAsItIs() {
    board.count(call("a").sentiment(-0.75, SentimentSource.ENGINE));
    MetricsPage page = board.page();
    assertThat(page.value("ai_agent_call_sentiment_total{" + L + ",band=\"very_negative\"}"))
        .hasValue(1);
    assertThat(page.value("ai_agent_call_sentiment_score{call_uuid=\"a\"," + L + "}"))
        .hasValue(-0.75);
  }

  @Test
  void activeCallsAreAsManyAsWereSetLast() {
    assertThat(board.page().value("ai_agent_calls_active")).hasValue(0);
    board.self.active(3);
    assertThat(board.page().value("ai_agent_calls_active")).hasValue(3);
    board.self.active(1);
    assertThat(board.page().value("ai_agent_calls_active")).hasValue(1);
  }

  @Test
  void aValueThatIsNoFiniteNumberPoisonsNothingAndIsCounted() {
    Board poisoned = new Board(catalogWithHugeScale(), CallMetrics.Limits.defaults());
    poisoned.count(call("a").with(CallField.TURNS, 1e300), call("b").with(CallField.TURNS, 2));
    MetricsPage page = poisoned.page();
    assertThat(page.value("huge_total")).hasValue(2e9);
    assertThat(page.value("huge_each_count")).hasValue(1);
    assertThat(page.value("huge_each_sum")).hasValue(2e9);
    assertThat(page.value("huge_now{call_uuid=\"a\"}")).isEmpty();
    assertThat(page.value("huge_now{call_uuid=\"b\"}")).hasValue(2e9);
    assertThat(rejected(page, "turns", "not_finite")).hasValue(2);
  }

  @Test
  void aNegativeCountMakesNoCounterFallAndIsCounted() {
    board.count(call("a").with(CallField.TURNS, 5), call("b").with(CallField.TURNS, -3));
    MetricsPage page = board.page();
    assertThat(page.value("ai_agent_call_turns_total{" + L + "}")).hasValue(5);
    assertThat(rejected(page, "turns", "negative")).hasValue(1);
  }

  @Test
  void labelSetsBeyondTheLimitShareOne() {
    Board small = new Board(new CallMetrics.Limits(2, 10, Duration.ofDays(1)));
    for (String model : List.of("m1", "m2", "m3", "m4", "m1")) {
      small.count(complete("call-" + model + "-x").labels("p", "q", model));
    }
    MetricsPage page = small.page();
    String calls = "ai_agent_calls_total{pipeline_name=\"%s\",provider_id=\"%s\",";
    String rest = "model_variant=\"%s\",outcome=\"completed\"}";
    assertThat(page.value((calls + rest).formatted("p", "q", "m1"))).hasValue(2);
    assertThat(page.value((calls + rest).formatted("p", "q", "m2"))).hasValue(1);
    assertThat(page.value((calls + rest).formatted("other", "other", "other"))).hasValue(2);
    assertThat(page.series())
        .filteredOn(series -> series.startsWith("ai_agent_calls_total"))
        .hasSize(3);
    assertThat(page.value("voice_agent_exporter_label_sets_folded_total")).hasValue(2);
    assertThat(page.series()).anyMatch(series -> series.contains("call-m4-x\""));
  }

  @Test
  void foldingIsLoggedOnceWithoutTheNamesThatCausedIt() {
    List<String> warnings = new ArrayList<>();
    Handler handler = collector(warnings);
    Logger logger = Logger.getLogger(LabelBudgets.class.getName());
    logger.addHandler(handler);
    try {
      Board small = new Board(new CallMetrics.Limits(1, 10, Duration.ofDays(1)));
      for (int i = 0; i < 5; i++) {
        small.count(complete("c" + i).labels("secret" + i, "q", "m"));
      }
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("There are more than 1 sets of pipeline_name")
        .doesNotContain("secret");
  }

  @Test
  void limitsAreNotNegative() {
    assertThatThrownBy(() -> new CallMetrics.Limits(1, -1, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OptionalDouble latency(String part, String bound) {
    return board
        .page()
        .value("ai_agent_call_response_latency_seconds" + part + "{" + L + bound + "}");
  }

  private static OptionalDouble rejected(MetricsPage page, String field, String reason) {
    return page.value(
        "voice_agent_exporter_values_rejected_total{field=\"%s\",reason=\"%s\"}"
            .formatted(field, reason));
  }

  private static Handler collector(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord logged) {
        messages.add(logged.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static Catalog<CallReport> catalogWithHugeScale() {
    return CallCatalog.parse(
        "huge.yml",
        """
        families:
          - {name: huge_total, type: counter, scope: fleet, help: Huge., from: turns,
             scale: 1000000000, missing: skip, missing_means: none}
          - {name: voice_agent_exporter_values_rejected_total, type: counter, scope: self,
             labels: [field, reason], help: Dropped., from: findings, missing: skip,
             missing_means: none}
          - {name: huge_each, type: histogram, scope: fleet, help: Huge., from: turns,
             buckets: [1], scale: 1000000000, missing: skip, missing_means: none}
          - {name: huge_now, type: gauge, scope: recent, help: Huge., from: turns,
             labels: [call_uuid], scale: 1000000000, missing: skip, missing_means: none}
        """);
  }
}
