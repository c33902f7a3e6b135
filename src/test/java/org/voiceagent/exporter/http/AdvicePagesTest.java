package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.experiment.SimulatedCalls;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;
import org.voiceagent.exporter.report.AdviceSummary.Pipeline;
import org.voiceagent.exporter.report.AdviceSummary.Subject;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.report.OpenAdvice.Origin;
import org.voiceagent.exporter.report.RuleHistory;
import org.voiceagent.exporter.testing.SampleEffects;

/** The pages about advice and the live page as people see them. */
final class AdvicePagesTest {
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void boardShowsOpenAdviceWithItsPatchItsEvidenceOverTimeAndWhatBecameOfEarlierAdvice() {
    openAdvice();
    server.conclusions.effects.add(SampleEffects.helped());
    server.conclusions.rules =
        new RuleHistory(
            Map.of(
                "jitter_low_watermark",
                List.of(
                    new RuleHistory.Day(LocalDate.parse("2026-03-01"), 40, 10),
                    new RuleHistory.Day(LocalDate.parse("2026-03-02"), 0, 0),
                    new RuleHistory.Day(LocalDate.parse("2026-03-03"), 50, 30))));

    String page = page("/feedback/open");

    assertThat(page)
        .contains("Open: 2", "Decided: 1", "12 of 50")
        .contains(
            "data-copy=\"patch-0\"", "<pre id=\"patch-0\">streaming:\n  low_watermark_ms: 120")
        .contains("href=\"/calls?advice=jitter_low_watermark\"")
        .contains("10 of 40 calls", "30 of 50 calls")
        .doesNotContain("0 of 0 calls")
        .contains("Verdict: helped", "21.5 %", "−17.5 points")
        .contains("href=\"/feedback/open.json\"");
  }

  @Test
  void pipelineInTheAddressRestrictsTheBoardAndItsJson() {
    openAdvice();
    server.conclusions.effects.add(SampleEffects.helped());

    assertThat(page("/feedback/open?pipeline_name=cloud")).contains("Open: 2");
    assertThat(page("/feedback/open?pipeline_name=other"))
        .contains("Open: 0", "Nothing stands open")
        .doesNotContain("Verdict: helped");
    assertThat(server.get("/feedback/open.json?pipeline_name=other").body())
        .isEqualTo("{\"schema\":1,\"recommendations\":[]}\n");
    assertThat(server.get("/feedback/effects?pipeline_name=other").body())
        .contains("\"effects\":[]");
  }

  @Test
  void effectSaysWhatElseChangedAndHowManyCallsAreMissing() {
    server.conclusions.effects.add(SampleEffects.helped());
    server.conclusions.effects.add(SampleEffects.tooEarly());
    server.conclusions.stories.add(SampleEffects.resolved());

    assertThat(page("/feedback/effects"))
        .contains("not set → 1", "too early to tell", "needs about 88 more calls")
        .contains("<li>The engine&#39;s version changed.</li>")
        .contains("The rule has been silent for 40 calls.");
  }

  @Test
  void summaryCountsByKeyAndLinksToTheCalls() {
    server.conclusions.subjects.add(
        new Subject(
            "jitter_low_watermark",
            "streaming.low_watermark_ms",
            "warning",
            Map.of("local_hybrid", 31)));
    server.conclusions.pipelines.add(new Pipeline("local_hybrid", 120, 31));

    assertThat(page("/feedback/summary?window=7d"))
        .contains("31 of 120 calls of the last 7d led to advice.", "local_hybrid: 31")
        .contains("href=\"/calls?advice=jitter_low_watermark\"");
  }

  @Test
  void comparisonIsAFormUntilTwoGroupsAreChosen() {
    server.conclusions.calls.addAll(
        new SimulatedCalls(1, 0)
            .add(200, "80", Quality.USUAL)
            .add(200, "120", Quality.USUAL.latency(0.7))
            .calls());
    String field = SimulatedCalls.FIELD;

    assertThat(page("/feedback/comparison"))
        .contains("name=\"before\" value=\"\"")
        .doesNotContain("<table");
    assertThat(page("/feedback/comparison?before=" + field + "%3D80&after=" + field + "%3D120"))
        .contains("name=\"before\" value=\"" + field + "=80\"")
        .contains("200 calls before and 200 calls after were compared.", ": better", "needs ");
  }

  @Test
  void newestCallAndEachCallShowTheirAdvice() {
    assertThat(page("/feedback/latest"))
        .contains("streaming.low_watermark_ms", "Not judged")
        .contains("href=\"/calls/1761449250.2163\"");
    assertThat(page("/feedback/calls/1761449250.2163")).contains("streaming.low_watermark_ms");
    assertThat(page("/feedback/latest?pipeline=none")).contains("No call has ended yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feedback/open",
        "/feedback/effects",
        "/feedback/summary",
        "/feedback/latest",
        "/feedback/comparison",
        "/kpi/anomalies",
        "/live"
      })
  void pageWithoutCallsSaysWhatToDoAndKeepsTheTheme(String path) {
    try (RunningServer empty = RunningServer.empty()) {
      String page = empty.get(path + "?theme=dark", "Accept", "text/html").body();

      assertThat(Html.parse(page).attributes("href")).contains("/calls?theme=dark");
      assertThat(page).contains("data-theme=\"dark\"");
    }
  }

  @Test
  void liveTellsCallsInProgressFromQuietOnesAndShowsWhatWasCountedLast() {
    server.archive.add(new ActiveCall(new CallId("now.1"), RunningServer.NOW.minusSeconds(5)));
    server.events.accept(
        List.of(
            new CountedEvent(
                "a:0",
                "llm.call",
                Instant.parse("2025-10-26T03:59:00Z"),
                Optional.of("now.1"),
                JsonNodeFactory.instance.objectNode())));

    assertThat(page("/live"))
        .contains("Going on: 2", "in progress", "quiet for 31 min", "llm.call")
        .contains("href=\"/calls/1761449250.2163\"", "data-refresh=\"3\"");
    assertThat(server.get("/live").body())
        .contains("\"state\":\"in_progress\",\"quiet_seconds\":5")
        .contains("\"state\":\"quiet\",\"quiet_seconds\":1860")
        .contains(
            "{\"event\":\"llm.call\",\"at\":\"2025-10-26T03:59:00Z\",\"call_uuid\":\"now.1\"}");
  }

  private String page(String path) {
    HttpResponse<String> answer = server.get(path, "Accept", "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    Html.parse(answer.body());
    return answer.body();
  }

  private void openAdvice() {
    LabelSet cloud = new LabelSet("cloud", "deepgram", "nova-3");
    LabelSet local = SampleCalls.newest().session().labels();
    SampleCalls.newest()
        .advice()
        .recommendations()
        .forEach(
            said ->
                server.conclusions.open.add(
                    new OpenAdvice(
                        said,
                        List.of(
                            new Origin(local, said.key(), "120", 12, 50),
                            new Origin(cloud, said.key(), "140", 1, 3)))));
  }
}
