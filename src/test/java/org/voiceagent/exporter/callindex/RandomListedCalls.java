package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.testing.KpiEntries;

/** Entries of calls of every kind, the same for the same seed. */
final class RandomListedCalls {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> OUTCOMES =
      List.of("completed", "completed", "completed", "transferred", "abandoned", "error");
  private static final List<String> ENDS =
      List.of("caller_hangup", "agent_hangup", "transferred", "error", "unknown");
  private static final List<String> BANDS =
      List.of("very_negative", "negative", "neutral", "neutral", "positive");
  private static final List<String> KEYS =
      List.of("jitter_low_watermark", "slow_answers", "fallback_timeout", "talk_over");

  private final Random random;

  RandomListedCalls(long seed) {
    random = new Random(seed);
  }

  /** So many calls, a few seconds apart, some at the same time. */
  List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>(count);
    Instant at = START;
    for (int i = 0; i < count; i++) {
      at = at.plusMillis(random.nextInt(4) * 1_500L);
      entries.add(entry(at));
    }
    return entries;
  }

  private Entry entry(Instant at) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    KpiEntries call =
        KpiEntries.call(id, at, one(OUTCOMES))
            .of(
                "pipeline" + random.nextInt(5),
                "provider" + random.nextInt(4),
                "model" + random.nextInt(6))
            .with("end_total", 1, one(ENDS));
    if (random.nextInt(10) > 0) {
      call.with("duration_seconds", random.nextInt(600) / 2.0)
          .with("turns_total", random.nextInt(30));
      call.with("sentiment_total", 1, one(BANDS));
    }
    for (int turns = random.nextInt(5); turns > 0; turns--) {
      call.with("response_latency_seconds", random.nextInt(6_000) / 1_000.0);
    }
    if (random.nextInt(3) == 0) {
      call.with("dead_air_seconds_total", random.nextInt(15), "agent");
    }
    if (random.nextInt(3) == 0) {
      call.advised(one(KEYS), "streaming.key", random.nextBoolean() ? "warning" : "info");
    }
    if (random.nextInt(9) == 0) {
      call.advised(one(KEYS), "llm.key", "critical");
    }
    return call.entry();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
