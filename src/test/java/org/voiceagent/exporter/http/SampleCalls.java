package org.voiceagent.exporter.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;

/** Calls whose pages are compared with golden files. */
final class SampleCalls {
  static final String NEWEST = "1761449250.2163";
  static final String OLDER = "5f0c2a1e-8a53-4a0c-9b5e-0d4f6f0e7a11";
  static final String OLDEST = "sip:anna+1@example.org";

  private SampleCalls() {}

  /** A call with jitter, a fallback and two recommendations. */
  static CallReport newest() {
    CallSession call =
        CallSessions.complete(NEWEST)
            .with(CallField.ERROR_MESSAGE, "no answer from +49 30 901820")
            .finding(
                new Finding(
                    "metrics.json",
                    7,
                    "tts_latency_ms",
                    Finding.Reason.TOO_LARGE,
                    "is 400000 ms, at most 120000 is plausible"))
            .build();
    return new CallReport(
        call,
        new Advice(
            List.of(raiseLowWatermark(), otherProvider()),
            List.of(
                new Advice.Unjudged(
                    "fallback_timeout", List.of("streaming.fallback_timeout_ms")))));
  }

  /** A call of another pipeline without any problem. */
  static CallReport older() {
    CallSession call =
        CallSessions.call(OLDER)
            .labels("cloud", "deepgram", "nova-3")
            .with(CallField.ENDED_AT, Instant.parse("2025-10-26T02:00:00Z"))
            .with(CallField.DURATION_SECONDS, 12)
            .with(CallField.OUTCOME, "transferred")
            .withNumbers(CallField.TURN_LATENCIES_MS, 500, 700, 801)
            .sentiment(0.4, SentimentSource.LEXICON)
            .completedAt(Instant.parse("2025-10-26T02:00:01Z"))
            .build();
    return new CallReport(call, new Advice(List.of(), List.of()));
  }

  /** A call of which only the id is known. */
  static CallReport oldest() {
    CallSession call =
        CallSessions.call(OLDEST)
            .labels("", "", "")
            .completedAt(Instant.parse("2025-10-25T23:00:00Z"))
            .build();
    return new CallReport(
        call,
        new Advice(
            List.of(),
            List.of(
                new Advice.Unjudged(
                    "jitter_low_watermark",
                    List.of("jitter_low_watermark_hits", "duration_seconds")))));
  }

  /** The transcript of the newest call. */
  static Transcript transcript() {
    return new Transcript(
        List.of(
            line(1, Speaker.AGENT, "03:27:30", "Hello, how can I help?", OptionalDouble.empty()),
            line(2, Speaker.CALLER, "03:27:34", "My card is 4111 1111", OptionalDouble.of(-0.2)),
            line(3, Speaker.CALLER, "03:27:37", "1111 1111.", OptionalDouble.of(-0.5)),
            line(4, Speaker.SYSTEM, "03:27:38", "lookup 4111111111111111", OptionalDouble.empty()),
            new Transcript.Line(
                5,
                Speaker.AGENT,
                Optional.of(Instant.parse("2025-10-26T03:27:39Z")),
                Optional.of(Instant.parse("2025-10-26T03:27:42.500Z")),
                "Thank you.",
                OptionalDouble.empty(),
                OptionalDouble.of(820),
                true,
                "")),
        List.of());
  }

  /** A line without end, latency and event. */
  static Transcript.Line line(
      int number, Speaker speaker, String time, String text, OptionalDouble sentiment) {
    return new Transcript.Line(
        number,
        speaker,
        Optional.of(Instant.parse("2025-10-26T" + time + "Z")),
        Optional.empty(),
        text,
        sentiment,
        OptionalDouble.empty(),
        false,
        "");
  }

  private static Recommendation raiseLowWatermark() {
    Map<String, SettingValue> evidence = new LinkedHashMap<>();
    evidence.put("jitter_low_watermark_hits_per_minute", SettingValue.of(5.2));
    evidence.put("threshold", SettingValue.of(2.0));
    evidence.put("calls", SettingValue.of(1));
    return new Recommendation(
        "jitter_low_watermark",
        "streaming.low_watermark_ms",
        Severity.WARNING,
        Optional.of(SettingValue.of(80)),
        SettingValue.of(120),
        "ms",
        "raise",
        "The jitter buffer ran low 5.2 times a minute, more than 2.",
        evidence,
        "restart",
        "config/ai-agent.local.yaml",
        "streaming:\n  low_watermark_ms: 120\n",
        "docs/recommendations.md#jitter_low_watermark");
  }

  private static Recommendation otherProvider() {
    return new Recommendation(
        "slow_and_unhappy",
        "default_provider",
        Severity.INFO,
        Optional.empty(),
        new SettingValue("deepgram"),
        "",
        "change",
        "Answers took 1125 ms on average and the caller was unhappy.",
        Map.of("response_latency_ms", SettingValue.of(1125)),
        "restart",
        "config/ai-agent.local.yaml",
        "default_provider: deepgram\n",
        "docs/recommendations.md#slow_and_unhappy");
  }
}
