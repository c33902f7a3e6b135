package org.voiceagent.exporter.bench;

import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.report.CallReport;

/** Finished calls of which all is known that the families show. */
final class Calls {
  private static final Instant ENDED = Instant.parse("2025-10-26T03:28:16Z");

  private Calls() {}

  /**
   * A call.
   *
   * @param number tells calls apart
   * @param labelSet which of ever more sets of pipeline, provider and model it has
   */
  static CallReport report(int number, int labelSet) {
    Facts facts =
        Facts.none().toBuilder()
            .instant(CallField.ENDED_AT, ENDED.plusMillis(number))
            .number(CallField.DURATION_SECONDS, 20 + number % 400 + 0.9)
            .text(CallField.ENGINE_VERSION, "4.3.0")
            .text(CallField.OUTCOME, "completed")
            .number(CallField.TURNS, number % 30)
            .number(CallField.BARGE_INS, number % 3)
            .number(CallField.LOW_WATERMARK_HITS, number % 9)
            .number(CallField.UNDERFLOWS, number % 17)
            .number(CallField.FALLBACKS, 1)
            .texts(CallField.FALLBACK_REASONS, List.of("timeout>8.0s"))
            .number(CallField.RESTARTS, 0)
            .numbers(
                CallField.TURN_LATENCIES_MS,
                List.of(820.0 + number % 1_000, 1_430.25, 2_000.0 + number % 77))
            .number(CallField.STT_LATENCY_MS, 180 + number % 50)
            .number(CallField.LLM_LATENCY_MS, 610 + number % 500)
            .number(CallField.TTS_LATENCY_MS, 240 + number % 90)
            .text(CallField.TRANSPORT, "audiosocket")
            .number(CallField.SENTIMENT_SCORE, (number % 21 - 10) / 10.0)
            .build();
    CallSession session =
        new CallSession(
            new CallId("0f4c7e0e-3e1f-4a86-9d0b-" + (100_000_000_000L + number)),
            new LabelSet("pipeline-" + labelSet % 50, "provider-" + labelSet, "gpt-realtime"),
            facts,
            ConfigSnapshot.none(),
            SentimentSource.ENGINE,
            ENDED.plusMillis(number),
            List.of());
    return new CallReport(session, new Advice(List.of(), List.of()));
  }
}
