package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.FallbackCounts;
import org.voiceagent.exporter.call.FallbackReason;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** What holds of all advice, tried on calls and snapshots of which any part may be missing. */
final class RandomCallsTest {
  private static final int ROUNDS = 10_000;
  private static final List<String> PIPELINES = List.of("local_hybrid", "cloud", "local_gpu");
  private static final List<String> PROVIDERS =
      List.of("openai_realtime", "deepgram", "google_live", "groq_llm");

  /** What each rule does to numbers; all others raise them. */
  private static final Set<String> LOWERING =
      Set.of(
          "slow_llm", "slow_end_of_turn", "dead_barge_in", "slow_recognition", "grace_above_limit");

  private static final List<String> REASONS =
      List.of("timeout>8.0s", "transport-failure", "rtp-remote-endpoint-timeout", "odd", "");
  private static final Map<String, Double> CEILINGS =
      Map.ofEntries(
          Map.entry("streaming.low_watermark_ms", 180.0),
          Map.entry("streaming.min_start_ms", 200.0),
          Map.entry("streaming.jitter_buffer_ms", 2000.0),
          Map.entry("streaming.fallback_timeout_ms", 15_000.0),
          Map.entry("streaming.greeting_rtp_wait_ms", 1000.0),
          Map.entry("streaming.provider_grace_ms", 2000.0),
          Map.entry("streaming.connection_timeout_ms", 120_000.0),
          Map.entry("barge_in.energy_threshold", 3000.0),
          Map.entry("barge_in.min_ms", 600.0),
          Map.entry("vad.webrtc_aggressiveness", 1.0),
          Map.entry("vad.webrtc_end_silence_frames", 1e6),
          Map.entry("barge_in.greeting_protection_ms", 5000.0),
          Map.entry("providers.deepgram.turn_detection.silence_duration_ms", 1e6),
          Map.entry("pipelines.cloud.options.stt.chunk_ms", 1e6),
          Map.entry("providers.deepgram.target_sample_rate_hz", 8000.0),
          Map.entry("providers.deepgram.turn_detection.threshold", 0.9),
          Map.entry("providers.deepgram.vad_silence_duration_ms", 1e6),
          Map.entry("pipelines.cloud.options.stt.segment_silence_ms", 1e6),
          Map.entry("barge_in.provider_fallback_min_ms_by_provider.deepgram", 600.0),
          Map.entry("barge_in.pipeline_talk_detect_talking_threshold", 2000.0),
          Map.entry("barge_in.pipeline_energy_threshold", 1200.0),
          Map.entry("barge_in.pipeline_min_ms", 250.0),
          Map.entry("pipelines.cloud.options.llm.max_tokens", 1e6));

  @Test
  void adviceIsAlwaysAChangeWithinBoundsAndForAReason() {
    RuleBook book = RuleBook.bundled(new Problems());
    Advisor advisor = new Advisor(book, Thresholds.defaults());
    long seed = Long.getLong("seed", 42L);
    Random random = new Random(seed);
    Set<String> fired = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      CallSession call = call(random);
      Advice advice = advisor.advise(call);
      String at = "seed " + seed + ", round " + round;
      assertThat(advice.recommendations())
          .as(at)
          .extracting(Recommendation::field)
          .doesNotHaveDuplicates();
      for (Recommendation said : advice.recommendations()) {
        assertSound(at + ": " + said, said, call);
        fired.add(said.key());
      }
      assertThat(advice.noAdvice()).as(at).allSatisfy(u -> assertThat(u.missing()).isNotEmpty());
    }
    assertThat(fired).isEqualTo(book.keys());
  }

  private static void assertSound(String at, Recommendation said, CallSession call) {
    assertThat(said.suggested()).as(at).isNotEqualTo(said.current().orElseThrow());
    assertThat(call.snapshot().text(said.field())).as(at).isPresent();
    assertThat(said.reason()).as(at).doesNotContain("{").endsWith(".");
    if (said.suggested().isNumber()) {
      assertThat(said.suggested().number().doubleValue())
          .as(at)
          .isLessThanOrEqualTo(CEILINGS.get(said.field()));
    }
    Map<FallbackReason, Integer> fallbacks = FallbackCounts.byReason(call.facts());
    switch (said.field()) {
      case "active_pipeline" ->
          assertThat(call.snapshot().namesUnder("pipelines"))
              .as(at)
              .contains(said.suggested().text());
      case "default_provider" ->
          assertThat(call.snapshot().namesUnder("providers"))
              .as(at)
              .contains(said.suggested().text());
      case "streaming.fallback_timeout_ms" ->
          assertThat(fallbacks.keySet())
              .as(at)
              .containsAnyOf(FallbackReason.TIMEOUT, FallbackReason.UNKNOWN);
      case "downstream_mode", "streaming.pipeline_streaming_overlap", "barge_in.enabled" ->
          assertThat(said.direction()).as(at).isEqualTo("change");
      case "audio_transport" -> assertThat(said.suggested().text()).as(at).isEqualTo("audiosocket");
      case "providers.deepgram.target_sample_rate_hz" ->
          assertThat(said.suggested().text()).as(at).isEqualTo("8000");
      default ->
          assertThat(said.direction())
              .as(at)
              .isEqualTo(LOWERING.contains(said.key()) ? "lower" : "raise");
    }
  }

  private static CallSession call(Random random) {
    CallSessions call =
        CallSessions.call("c")
            .labels(random.nextBoolean() ? any(random, PIPELINES) : "", any(random, PROVIDERS), "");
    maybe(random, () -> call.with(CallField.CODEC, random.nextBoolean() ? "ulaw" : "slin16"));
    maybe(random, () -> call.with(CallField.LLM_LATENCY_MS, 1 + random.nextInt(6000)));
    maybe(random, () -> call.with(CallField.TTS_LATENCY_MS, 1 + random.nextInt(6000)));
    maybe(
        random,
        () ->
            call.setting(
                "streaming.pipeline_streaming_overlap", String.valueOf(random.nextBoolean())));
    maybe(
        random,
        () ->
            call.setting(
                "barge_in.pipeline_talk_detect_enabled", String.valueOf(random.nextBoolean())));
    maybe(random, () -> call.with(CallField.DURATION_SECONDS, random.nextInt(600)));
    maybe(random, () -> call.with(CallField.LOW_WATERMARK_HITS, random.nextInt(40)));
    maybe(random, () -> call.with(CallField.TURNS, random.nextInt(12)));
    maybe(random, () -> call.with(CallField.BARGE_INS, random.nextInt(12)));
    maybe(random, () -> call.with(CallField.UNDERFLOWS, random.nextInt(200)));
    maybe(random, () -> call.with(CallField.FRAMES_SENT, random.nextInt(4000)));
    maybe(random, () -> call.with(CallField.JITTER_BUFFER_DEPTH_MAX, random.nextInt(60)));
    maybe(random, () -> call.with(CallField.KEEPALIVE_TIMEOUTS, random.nextInt(2)));
    maybe(random, () -> call.with(CallField.CODEC_ALIGNMENT_OK, random.nextInt(2)));
    maybe(random, () -> call.with(CallField.OUTCOME, "completed"));
    maybe(random, () -> call.with(CallField.END_OF_TURN_MS, 1 + random.nextInt(3000)));
    maybe(random, () -> call.with(CallField.TALK_OVERS, random.nextInt(6)));
    maybe(random, () -> call.with(CallField.IGNORED_BARGE_INS, random.nextInt(6)));
    maybe(random, () -> call.with(CallField.GREETING_INTERRUPTED, random.nextInt(2)));
    maybe(random, () -> call.with(CallField.STT_LATENCY_MS, 1 + random.nextInt(3000)));
    maybe(
        random, () -> call.with(CallField.ENGINE_VERSION, random.nextBoolean() ? "4.5.3" : "7.5"));
    maybe(
        random, () -> call.setting("vad.webrtc_aggressiveness", String.valueOf(random.nextInt(3))));
    maybe(random, () -> call.with(CallField.FALLBACKS, random.nextInt(4)));
    maybe(random, () -> call.withTexts(CallField.FALLBACK_REASONS, any(random, REASONS)));
    maybe(random, () -> call.with(CallField.AVG_TURN_LATENCY_MS, 1 + random.nextInt(9000)));
    maybe(random, () -> call.sentiment(random.nextDouble() * 2 - 1, SentimentSource.ENGINE));
    maybe(random, () -> call.with(CallField.TRANSPORT, random.nextBoolean() ? "rtp" : "tcp"));
    maybe(
        random,
        () -> call.with(CallField.DOWNSTREAM_MODE, random.nextBoolean() ? "file" : "stream"));
    maybe(
        random,
        () ->
            call.setting(
                "audio_transport", random.nextBoolean() ? "externalmedia" : "audiosocket"));
    maybe(random, () -> call.setting("active_pipeline", any(random, PIPELINES)));
    maybe(random, () -> call.setting("default_provider", any(random, PROVIDERS)));
    PIPELINES.forEach(name -> maybe(random, () -> call.setting("pipelines." + name + ".llm", "m")));
    PROVIDERS.forEach(
        name ->
            maybe(
                random,
                () ->
                    call.setting(
                        "providers." + name + ".enabled", String.valueOf(random.nextBoolean()))));
    CEILINGS.keySet().stream()
        .filter(key -> !key.equals("vad.webrtc_aggressiveness"))
        .sorted()
        .forEach(key -> maybe(random, () -> call.setting(key, oddNumber(random))));
    return call.build();
  }

  private static void maybe(Random random, Runnable step) {
    if (random.nextInt(10) < 8) {
      step.run();
    }
  }

  private static String any(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** Mostly sensible, at times what a snapshot should not but may contain. */
  private static String oddNumber(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> "0";
      case 1 -> "-" + random.nextInt(100);
      case 2 -> "eighty";
      case 3 -> random.nextInt(400) + ".5";
      case 4 -> "1e6";
      default -> String.valueOf(random.nextInt(random.nextBoolean() ? 400 : 16_000));
    };
  }
}
