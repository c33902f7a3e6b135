package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** Which other pipeline is recommended, by the operator's own calls and without them. */
final class AlternativeSearchTest {
  private static final String IN_USE = "local_hybrid";
  private static final Advisor ADVISOR =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

  private final CallHistory history = new CallHistory(100, 1_000);

  @Test
  void withoutOwnCallsPublishedFiguresDecideAndTheReasonSaysSo() {
    Recommendation said = advised();
    assertThat(said.suggested().text()).isEqualTo("cloud");
    assertThat(said.reason())
        .contains(
            "That goes by published figures: fewer than 10 calls here are known to be answered by"
                + " cloud.");
    assertThat(said.evidence()).doesNotContainKey("suggested_calls");
  }

  @Test
  void ownCallsComeBeforePublishedFiguresAndAreNamed() {
    remember(IN_USE, 34, 8_000, -0.4);
    remember("local_gpu", 60, 900, 0.2);
    Recommendation said = advised();
    assertThat(said.suggested().text()).isEqualTo("local_gpu");
    assertThat(said.reason())
        .contains(
            "Here local_gpu answered in 900 ms at a sentiment of 0.2 (median of 50 calls), and"
                + " local_hybrid in 8000 ms at a sentiment of -0.4 (median of 34 calls).");
    assertThat(said.evidence())
        .containsEntry("suggested_calls", new SettingValue("50"))
        .containsEntry("suggested_response_latency_ms", new SettingValue("900"))
        .containsEntry("suggested_sentiment", new SettingValue("0.2"))
        .containsEntry("current_calls", new SettingValue("34"))
        .containsEntry("current_response_latency_ms", new SettingValue("8000"))
        .containsEntry("current_sentiment", new SettingValue("-0.4"));
  }

  @Test
  void ofTwoThatDidBetterTheFasterIsChosen() {
    remember(IN_USE, 20, 8_000, 0);
    remember("cloud", 20, 1_200, 0);
    remember("local_gpu", 20, 900, 0);
    assertThat(advised().suggested().text()).isEqualTo("local_gpu");
  }

  @Test
  void anAlternativeThatDidNoBetterHereIsNotRecommendedDespiteItsPublishedFigure() {
    remember(IN_USE, 20, 7_300, 0);
    remember("cloud", 20, 7_250, 0);
    remember("local_gpu", 20, 7_900, 0);
    assertThat(advice().recommendations()).isEmpty();
  }

  @Test
  void aFasterAlternativeThatMadeCallersUnhappierIsNotRecommended() {
    remember(IN_USE, 20, 8_000, -0.1);
    remember("cloud", 20, 1_000, -0.5);
    remember("local_gpu", 20, 1_500, -0.15);
    assertThat(advised().suggested().text()).isEqualTo("local_gpu");
  }

  @Test
  void aPublishedFigureMustBeatWhatTheOneInUseUsuallyTakes() {
    remember(IN_USE, 20, 900, 0);
    assertThat(advice().recommendations()).isEmpty();
  }

  @Test
  void nineCallsAreTooFew() {
    remember("local_gpu", 9, 500, 0.5);
    assertThat(advised().reason()).contains("published figures");
    remember("local_gpu", 10, 500, 0.5);
    assertThat(advised().suggested().text()).isEqualTo("local_gpu");
    assertThat(advised().reason())
        .contains("Here local_gpu answered in 500 ms at a sentiment of 0.5 (median of 10 calls).");
  }

  @Test
  void callsAfterThisOneDoNotCount() {
    CallSession call = call();
    for (int i = 0; i < 20; i++) {
      history.add(observation("local_gpu", i, 500, 0.5, call.endedAt().plusSeconds(i)));
    }
    assertThat(advised().reason()).contains("published figures");
  }

  private Recommendation advised() {
    return advice().recommendations().get(0);
  }

  private Advice advice() {
    return ADVISOR.advise(call(), history);
  }

  private static CallSession call() {
    return CallSessions.call("now")
        .labels(IN_USE, IN_USE, "llama")
        .with(CallField.AVG_TURN_LATENCY_MS, 8_200)
        .sentiment(-0.4, SentimentSource.ENGINE)
        .setting("active_pipeline", IN_USE)
        .setting("pipelines.local_hybrid.llm", "a")
        .setting("pipelines.local_gpu.llm", "b")
        .setting("pipelines.cloud.llm", "c")
        .build();
  }

  private void remember(String pipeline, int calls, double latencyMs, double sentiment) {
    for (int i = 0; i < calls; i++) {
      history.add(
          observation(
              pipeline, i, latencyMs, sentiment, CallSessions.COMPLETED_AT.minusSeconds(i + 1)));
    }
  }

  private static Observation observation(
      String pipeline, int number, double latencyMs, double sentiment, Instant endedAt) {
    return new Observation(
        new CallId(pipeline + "-" + number),
        endedAt,
        new LabelSet(pipeline, pipeline, "llama"),
        "",
        1,
        Map.of(),
        Measures.of(Map.of(Measure.RESPONSE_LATENCY_MS, latencyMs, Measure.SENTIMENT, sentiment)),
        Set.of(),
        Set.of(),
        List.of(),
        List.of());
  }
}
