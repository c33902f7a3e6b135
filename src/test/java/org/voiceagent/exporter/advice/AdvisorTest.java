package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.advice.RuleTexts.book;
import static org.voiceagent.exporter.advice.RuleTexts.item;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

final class AdvisorTest {
  private static final Advisor SHIPPED =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private static final String ALL = "{known: turns}";

  @Test
  void saysWhatTheContractShows() {
    CallSession call =
        CallSessions.complete("1761449250.2163")
            .setting("streaming.low_watermark_ms", "80")
            .setting("streaming.min_start_ms", "140")
            .setting("streaming.jitter_buffer_ms", "240")
            .setting("streaming.fallback_timeout_ms", "15000")
            .build();
    Advice advice = SHIPPED.advise(call);
    assertThat(advice.recommendations())
        .containsExactly(
            new Recommendation(
                "jitter_low_watermark",
                "streaming.low_watermark_ms",
                Severity.INFO,
                Optional.of(new SettingValue("80")),
                new SettingValue("120"),
                "ms",
                "raise",
                "The jitter buffer ran low 5.2 times a minute (limit 2); with a low watermark of"
                    + " 120 instead of 80 ms playback pauses to refill before it runs dry.",
                Map.of(
                    "jitter_low_watermark_hits_per_minute", new SettingValue("5.2"),
                    "threshold", new SettingValue("2"),
                    "calls", new SettingValue("1")),
                "restart",
                "config/ai-agent.local.yaml",
                "streaming:\n  low_watermark_ms: 120\n",
                "docs/recommendations.md#jitter_low_watermark"));
    assertThat(advice.recommendations().get(0).evidence().keySet())
        .containsExactly("jitter_low_watermark_hits_per_minute", "threshold", "calls");
    assertThat(advice.noAdvice())
        .contains(
            new Advice.Unjudged(
                "streaming_fallback_timeout",
                List.of("room to raise streaming.fallback_timeout_ms")),
            new Advice.Unjudged("keepalive_timeout", List.of("keepalive_timeouts")),
            new Advice.Unjudged("vad_too_sensitive", List.of("vad.webrtc_aggressiveness")),
            new Advice.Unjudged("codec_misaligned", List.of("codec_alignment_ok")));
  }

  @Test
  void anEmptyCallListsEveryRuleWithWhatIsMissing() {
    Advice advice = SHIPPED.advise(CallSessions.call("c").build());
    assertThat(advice.recommendations()).isEmpty();
    assertThat(advice.noAdvice())
        .extracting(Advice.Unjudged::key)
        .containsExactlyElementsOf(RuleBook.bundled(new Problems()).keys());
    assertThat(advice.noAdvice())
        .contains(
            new Advice.Unjudged(
                "jitter_low_watermark", List.of("jitter_low_watermark_hits", "duration_seconds")),
            new Advice.Unjudged("underflow", List.of("turns", "underflow_events", "frames_sent")),
            new Advice.Unjudged(
                "provider_bursts",
                List.of("underflow_events", "frames_sent", "jitter_buffer_depth_max")),
            new Advice.Unjudged("streaming_fallback_timeout", List.of("fallback_count")),
            new Advice.Unjudged("fallback_transport", List.of("transport", "fallback_count")),
            new Advice.Unjudged("fallback_rtp_timeout", List.of("fallback_count")),
            new Advice.Unjudged(
                "keepalive_timeout", List.of("keepalive_timeouts", "fallback_count")),
            new Advice.Unjudged(
                "slow_and_unhappy", List.of("avg_turn_latency_ms", "sentiment_score")),
            new Advice.Unjudged("slow_answers", List.of("avg_turn_latency_ms")),
            new Advice.Unjudged("false_barge_in", List.of("turns", "barge_in_count")),
            new Advice.Unjudged("vad_too_sensitive", List.of("config_snapshot.yaml")),
            new Advice.Unjudged("no_speech_heard", List.of("turns", "duration_seconds", "outcome")),
            new Advice.Unjudged("codec_misaligned", List.of("codec_alignment_ok")),
            new Advice.Unjudged("warm_up_above_buffer", List.of("config_snapshot.yaml")),
            new Advice.Unjudged("low_watermark_above_warm_up", List.of("config_snapshot.yaml")));
  }

  @Test
  void theSameCallGivesTheSameAdvice() {
    CallSession call = slowAndJittery().build();
    Advice first = SHIPPED.advise(call);
    assertThat(first.recommendations()).hasSize(3);
    assertThat(SHIPPED.advise(call)).isEqualTo(first);
  }

  @Test
  void theMostSevereComesFirstThenTheOrderOfTheRules() {
    CallSession call = slowAndJittery().build();
    assertThat(SHIPPED.advise(call).recommendations())
        .extracting(Recommendation::key)
        .containsExactly("jitter_low_watermark", "streaming_fallback_timeout", "slow_and_unhappy");
    assertThat(SHIPPED.advise(call, Before.enough(call, "slow_and_unhappy")).recommendations())
        .extracting(Recommendation::key)
        .containsExactly("slow_and_unhappy", "jitter_low_watermark", "streaming_fallback_timeout");
  }

  @Test
  void severalFiguresHaveALimitEach() {
    CallSession call = slowAndJittery().build();
    Recommendation said =
        SHIPPED.advise(call, Before.enough(call, "slow_and_unhappy")).recommendations().get(0);
    assertThat(said.evidence())
        .containsExactly(
            Map.entry("response_latency_ms", new SettingValue("3000")),
            Map.entry("response_latency_ms_threshold", new SettingValue("1500")),
            Map.entry("sentiment_score", new SettingValue("-0.7")),
            Map.entry("sentiment_score_threshold", new SettingValue("-0.3")),
            Map.entry("calls", new SettingValue("1")));
    assertThat(said.direction()).isEqualTo("change");
    assertThat(said.patch()).isEqualTo("default_provider: google_live\n");
  }

  @ParameterizedTest(name = "{0} hits in {1} s: {2}")
  @CsvSource({"203, 6000, 2.03", "2001, 60000, 2.001", "4, 45.9, 5.2", "300, 60, 300"})
  void aFigureIsShownOnTheSideOfTheLimitItIsOn(double hits, double seconds, String shown) {
    CallSessions call =
        CallSessions.call("c")
            .with(CallField.LOW_WATERMARK_HITS, hits)
            .with(CallField.DURATION_SECONDS, seconds)
            .setting("streaming.low_watermark_ms", "80")
            .setting("streaming.min_start_ms", "140")
            .setting("streaming.jitter_buffer_ms", "950");
    Recommendation said = SHIPPED.advise(call.build()).recommendations().get(0);
    assertThat(said.evidence().get("jitter_low_watermark_hits_per_minute").text()).isEqualTo(shown);
  }

  @Test
  void aThresholdMovesTheLimit() {
    Thresholds lenient = new Thresholds(6, -0.3, Map.of(), Map.of());
    CallSessions call = slowAndJittery().sentiment(0, SentimentSource.ENGINE);
    assertThat(
            new Advisor(RuleBook.bundled(new Problems()), lenient)
                .advise(call.build())
                .recommendations())
        .extracting(Recommendation::key)
        .containsExactly("streaming_fallback_timeout");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "transport-failure, audio_transport",
    "rtp-remote-endpoint-timeout, streaming.greeting_rtp_wait_ms",
    "timeout>8.0s, streaming.fallback_timeout_ms",
    "'', streaming.fallback_timeout_ms",
    "keepalive-timeout>30s, ''",
    "bridge destroyed, ''",
  })
  void aFallbackIsAnsweredByItsReason(String reason, String field) {
    CallSessions call =
        CallSessions.call("c")
            .with(CallField.FALLBACKS, 3)
            .withTexts(CallField.FALLBACK_REASONS, reason)
            .with(CallField.TRANSPORT, "externalmedia")
            .setting("audio_transport", "externalmedia")
            .setting("streaming.fallback_timeout_ms", "8000")
            .setting("streaming.greeting_rtp_wait_ms", "250");
    assertThat(SHIPPED.advise(call.build()).recommendations())
        .extracting(Recommendation::field)
        .containsExactlyElementsOf(field.isEmpty() ? List.of() : List.of(field));
  }

  @Test
  void ofTwoRulesThatPullOneFieldApartTheMoreSevereStandsAndSaysSo() {
    Advisor advisor =
        advisor(
            item("down", "info", ALL, "{field: a.b, set: 5, reason: Too high.}")
                + item("up", "critical", ALL, "{field: a.b, set: 20, reason: Too low.}")
                + item("other", "info", ALL, "{field: a.c, set: 1, reason: r}"));
    CallSession call = withTurns().build();
    List<Recommendation> said = advisor.advise(call, Before.enough(call, "up")).recommendations();
    assertThat(said).extracting(Recommendation::key).containsExactly("up", "other");
    assertThat(said.get(0).direction()).isEqualTo("raise");
    assertThat(said.get(0).reason()).isEqualTo("Too low. Rule down would lower it to 5 instead.");
  }

  @Test
  void ofTwoEquallySevereRulesTheFirstStands() {
    Advisor advisor =
        advisor(
            item("down", "info", ALL, "{field: a.b, set: 5, reason: Too high.}")
                + item("up", "info", ALL, "{field: a.b, set: 20, reason: Too low.}")
                + item("down_too", "info", ALL, "{field: a.b, set: 5, reason: Far too high.}"));
    List<Recommendation> said = advisor.advise(withTurns().build()).recommendations();
    assertThat(said).extracting(Recommendation::key).containsExactly("down");
    assertThat(said.get(0).direction()).isEqualTo("lower");
    assertThat(said.get(0).reason())
        .isEqualTo("Too high. Rule up would raise it to 20 instead. Rule down_too agrees.");
  }

  @Test
  void aLadderGivesTheHighestSeverityThatHolds() {
    Advisor advisor =
        advisor(
            item(
                "a",
                "{base: info, warning: {compare: turns, at_least: 5},"
                    + " critical: {compare: wer, at_least: 0.2}}",
                ALL,
                "{field: a.b, set: 5, reason: r}"));
    assertThat(severity(advisor, withTurns().with(CallField.TURNS, 4))).isEqualTo(Severity.INFO);
    assertThat(severity(advisor, withTurns())).isEqualTo(Severity.WARNING);
    assertThat(severity(advisor, withTurns().with(CallField.WER, 0.2)))
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aChangeThatIsNotMeantForTheCallIsPassedOver() {
    Advisor advisor =
        advisor(
            item(
                "a",
                "info",
                ALL,
                "{field: a.b, when: {compare: turns, above: 100}, set: 5, reason: r}"));
    Advice advice = advisor.advise(withTurns().build());
    assertThat(advice.recommendations()).isEmpty();
    assertThat(advice.noAdvice())
        .containsExactly(new Advice.Unjudged("a", List.of("a change meant for such a call")));
  }

  @Test
  void nothingIsSetToWhatItIsAlready() {
    Advisor advisor = advisor(item("a", "info", ALL, "{field: a.b, set: 10, reason: r}"));
    assertThat(advisor.advise(withTurns().build()).recommendations()).isEmpty();
  }

  private static Severity severity(Advisor advisor, CallSessions call) {
    CallSession built = call.build();
    return advisor.advise(built, Before.enough(built, "a")).recommendations().get(0).severity();
  }

  private static Advisor advisor(String items) {
    return new Advisor(book("rules:\n" + items), Thresholds.defaults());
  }

  private static CallSessions withTurns() {
    return CallSessions.call("c").with(CallField.TURNS, 7).setting("a.b", "10").setting("a.c", "0");
  }

  private static CallSessions slowAndJittery() {
    return CallSessions.complete("c")
        .labels("", "openai_realtime", "gpt-realtime")
        .with(CallField.AVG_TURN_LATENCY_MS, 3000)
        .sentiment(-0.7, SentimentSource.ENGINE)
        .setting("streaming.low_watermark_ms", "80")
        .setting("streaming.min_start_ms", "140")
        .setting("streaming.jitter_buffer_ms", "950")
        .setting("streaming.fallback_timeout_ms", "8000")
        .setting("default_provider", "openai_realtime")
        .setting("providers.openai_realtime.model", "gpt-realtime")
        .setting("providers.deepgram.model", "nova-3")
        .setting("providers.google_live.llm_model", "gemini");
  }
}
