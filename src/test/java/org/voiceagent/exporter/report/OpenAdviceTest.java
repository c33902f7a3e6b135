package org.voiceagent.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.report.OpenAdvice.Origin;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** Calls judged by the shipped rules, one after the other, as the daemon does. */
final class OpenAdviceTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "streaming.jitter_buffer_ms", "950",
          "streaming.min_start_ms", "140",
          "streaming.low_watermark_ms", "80",
          "streaming.fallback_timeout_ms", "8000");

  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private final CallHistory history = new CallHistory(1_000, 10_000);
  private final Map<CallId, CallReport> reports = new HashMap<>();
  private int calls;

  @Test
  void withoutCallsThereIsNone() {
    assertThat(conclusions().openAdvice()).isEmpty();
  }

  @Test
  void standsAsLongAsTheKeyHasTheValueItWasGivenFor() {
    call("local", SETTINGS, 6, 0);
    call("local", SETTINGS, 0, 0);
    call("local", SETTINGS, 8, 0);

    List<OpenAdvice> open = conclusions().openAdvice();
    assertThat(open).hasSize(1);
    assertThat(open.get(0).recommendation().patch())
        .isEqualTo("streaming:\n  low_watermark_ms: 120\n");
    assertThat(open.get(0).origins())
        .extracting(Origin::calls, Origin::of)
        .containsExactly(tuple(2, 3));

    call("local", with("streaming.low_watermark_ms", "120"), 0, 0);
    assertThat(conclusions().openAdvice()).isEmpty();
  }

  @Test
  void aKeyThatSeveralPipelinesWantChangedStandsOnceWithTheOneThatCountsFirst() {
    for (int i = 0; i < 10; i++) {
      call("local", SETTINGS, 6, 0);
      call("cloud", with("streaming.low_watermark_ms", "100"), i == 0 ? 6 : 0, 0);
    }

    List<OpenAdvice> open = conclusions().openAdvice();
    assertThat(open).hasSize(1);
    assertThat(open.get(0).recommendation().suggested().text()).isEqualTo("120");
    assertThat(open.get(0).origins())
        .extracting(origin -> origin.labels().pipelineName(), Origin::calls, Origin::of)
        .containsExactly(tuple("local", 10, 10), tuple("cloud", 1, 10));
  }

  @Test
  void theMoreSevereAndMoreFrequentComesFirst() {
    for (int i = 0; i < 10; i++) {
      call("local", SETTINGS, i == 3 ? 6 : 0, 1);
    }

    assertThat(conclusions().openAdvice())
        .extracting(open -> open.recommendation().field())
        .containsExactly("streaming.fallback_timeout_ms", "streaming.low_watermark_ms");
  }

  @Test
  void isLeftOutOnceItsRuleHasFallenSilentForGood() {
    call("local", SETTINGS, 6, 0);
    for (int i = 0; i < 30; i++) {
      call("local", SETTINGS, 0, 0);
    }

    assertThat(conclusions().openAdvice()).isEmpty();
  }

  @Test
  void isLeftOutIfTheReasonIsNoLongerKnown() {
    call("local", SETTINGS, 6, 0);
    reports.clear();

    assertThat(conclusions().openAdvice()).isEmpty();
  }

  @Test
  void aSummaryCountsTheCallsOfItsTime() {
    call("local", SETTINGS, 6, 0);
    call("local", SETTINGS, 6, 0);
    call("cloud", SETTINGS, 0, 0);
    call("local", SETTINGS, 6, 1);

    AdviceSummary all = conclusions().summary(Duration.ofHours(1));
    assertThat(all.calls()).isEqualTo(4);
    assertThat(all.callsAdvised()).isEqualTo(3);
    assertThat(all.subjects())
        .extracting(AdviceSummary.Subject::field, AdviceSummary.Subject::callsByPipeline)
        .containsExactly(
            tuple("streaming.low_watermark_ms", Map.of("local", 3)),
            tuple("streaming.fallback_timeout_ms", Map.of("local", 1)));
    assertThat(all.pipelines())
        .containsExactly(
            new AdviceSummary.Pipeline("cloud", 1, 0), new AdviceSummary.Pipeline("local", 3, 3));
    assertThat(all.oldest()).contains(BEGIN.plusSeconds(60));

    AdviceSummary last = conclusions().summary(Duration.ofSeconds(90));
    assertThat(last.calls()).isEqualTo(2);
    assertThat(conclusions().summary(Duration.ofSeconds(59)).calls()).isEqualTo(1);
  }

  private AdviceReports conclusions() {
    return new HistoryReports(
        history,
        new EffectTracker(history, advisor::measures),
        id -> Optional.ofNullable(reports.get(id)),
        InstantSource.fixed(BEGIN.plusSeconds(60L * calls)));
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(key, value);
    return settings;
  }

  private void call(String pipeline, Map<String, String> settings, int hits, int fallbacks) {
    calls++;
    CallSessions built =
        CallSessions.call("call-" + calls)
            .labels(pipeline, "provider", "model")
            .with(CallField.ENDED_AT, BEGIN.plusSeconds(60L * calls))
            .with(CallField.DURATION_SECONDS, 60)
            .with(CallField.TURNS, 6)
            .with(CallField.LOW_WATERMARK_HITS, hits)
            .with(CallField.FALLBACKS, fallbacks);
    settings.forEach(built::setting);
    CallSession session = built.build();
    Advice advice = advisor.advise(session, history);
    history.add(advisor.observe(session, advice));
    reports.put(session.id(), new CallReport(session, advice));
  }
}
