package org.voiceagent.exporter.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.yaml.Problems;

/** What it costs to ask the whole rule book about a call, with 1,000 calls before it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Benchmark)
public class AdviceBench {
  private static final Instant END = Instant.parse("2025-10-26T03:28:16Z");
  private static final int BEFORE = 1_000;

  /** A call with one thing to change, or one in which everything went wrong. */
  @Param({"ordinary", "dearest"})
  public String call;

  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private final CallHistory history = new CallHistory(BEFORE, 2 * BEFORE);
  private CallSession session;
  private Advice advice;

  /** Remembers calls of three pipelines. */
  @Setup
  public void remember() {
    boolean bad = call.equals("dearest");
    List<String> pipelines = List.of("local_hybrid", "cloud", "local_gpu");
    for (int i = 0; i < BEFORE; i++) {
      CallSession before = session("before-" + i, pipelines.get(i % 3), bad, i - BEFORE);
      history.add(advisor.observe(before, advisor.advise(before, history)));
    }
    session = session("now", "local_hybrid", bad, 1);
    advice = advisor.advise(session, history);
  }

  /** Every rule, the ranking and the patches. */
  @Benchmark
  public Object advise() {
    return advisor.advise(session, history);
  }

  /** What is remembered of the call. */
  @Benchmark
  public Object observe() {
    return advisor.observe(session, advice);
  }

  private static CallSession session(String id, String pipeline, boolean bad, int minute) {
    Facts facts =
        Facts.none().toBuilder()
            .instant(CallField.ENDED_AT, END.plusSeconds(60L * minute))
            .number(CallField.DURATION_SECONDS, 60)
            .text(CallField.ENGINE_VERSION, "4.3.0")
            .text(CallField.OUTCOME, "completed")
            .text(CallField.TRANSPORT, bad ? "externalmedia" : "audiosocket")
            .text(CallField.DOWNSTREAM_MODE, "stream")
            .number(CallField.TURNS, 12)
            .number(CallField.BARGE_INS, bad ? 8 : 1)
            .number(CallField.IGNORED_BARGE_INS, bad ? 4 : 0)
            .number(CallField.TALK_OVERS, bad ? 4 : 0)
            .number(CallField.GREETING_INTERRUPTED, bad ? 1 : 0)
            .number(CallField.END_OF_TURN_MS, bad ? 1_500 : 700)
            .number(CallField.LOW_WATERMARK_HITS, 4)
            .number(CallField.UNDERFLOWS, bad ? 200 : 2)
            .number(CallField.FRAMES_SENT, 2_250)
            .number(CallField.JITTER_BUFFER_DEPTH_MAX, bad ? 40 : 6)
            .number(CallField.FALLBACKS, bad ? 3 : 0)
            .texts(
                CallField.FALLBACK_REASONS,
                bad
                    ? List.of("timeout>8.0s", "transport-failure", "rtp-remote-endpoint-timeout")
                    : List.of())
            .number(CallField.KEEPALIVE_TIMEOUTS, bad ? 1 : 0)
            .number(CallField.AVG_TURN_LATENCY_MS, bad ? 9_000 : 1_100)
            .number(CallField.STT_LATENCY_MS, bad ? 900 : 180)
            .number(CallField.CODEC_ALIGNMENT_OK, bad ? 0 : 1)
            .number(CallField.SENTIMENT_SCORE, bad ? -0.7 : 0.1)
            .build();
    return new CallSession(
        new CallId(id),
        new LabelSet(pipeline, "deepgram", "nova-3"),
        facts,
        ConfigSnapshot.of(settings()),
        SentimentSource.ENGINE,
        END.plusSeconds(60L * minute),
        List.of());
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("active_pipeline", "local_hybrid");
    settings.put("default_provider", "deepgram");
    settings.put("audio_transport", "externalmedia");
    settings.put("audiosocket.format", "ulaw");
    settings.put("streaming.jitter_buffer_ms", "950");
    settings.put("streaming.min_start_ms", "120");
    settings.put("streaming.low_watermark_ms", "80");
    settings.put("streaming.chunk_size_ms", "20");
    settings.put("streaming.fallback_timeout_ms", "8000");
    settings.put("streaming.provider_grace_ms", "200");
    settings.put("streaming.connection_timeout_ms", "10000");
    settings.put("streaming.greeting_rtp_wait_ms", "250");
    settings.put("streaming.pipeline_streaming_overlap", "true");
    settings.put("vad.webrtc_aggressiveness", "0");
    settings.put("vad.webrtc_end_silence_frames", "50");
    settings.put("barge_in.enabled", "true");
    settings.put("barge_in.energy_threshold", "1000");
    settings.put("barge_in.min_ms", "250");
    settings.put("barge_in.greeting_protection_ms", "0");
    settings.put("providers.deepgram.model", "nova-3");
    settings.put("providers.openai_realtime.model", "gpt-realtime");
    for (String pipeline : List.of("local_hybrid", "cloud", "local_gpu")) {
      settings.put("pipelines." + pipeline + ".stt", "deepgram_stt");
      settings.put("pipelines." + pipeline + ".options.llm.max_tokens", "256");
      settings.put("pipelines." + pipeline + ".options.stt.chunk_ms", "320");
    }
    return settings;
  }
}
