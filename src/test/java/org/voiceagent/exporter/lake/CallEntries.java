package org.voiceagent.exporter.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.callmetrics.SeriesMeter;
import org.voiceagent.exporter.cost.PricedCall;
import org.voiceagent.exporter.cost.PricedPart;
import org.voiceagent.exporter.kpi.CallTraits;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;

/** Makes the ledger entries of random calls as the daemon makes them, late facts behind each. */
final class CallEntries {
  /** When the first call ends. */
  static final Instant BEGIN = Instant.parse("2026-11-10T00:00:00Z");

  private final CallMetrics metrics =
      new CallMetrics(
          CallCatalog.bundled(),
          CallMetrics.Limits.defaults(),
          InstantSource.system(),
          SeriesMeter.NONE);

  private final Random random;
  private final String prefix;
  private int number;

  /**
   * @param prefix what the ids of the calls begin with
   */
  CallEntries(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /** The entries of calls that end one after the other. */
  List<Entry> of(int calls, Duration between) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      entries.addAll(next(BEGIN.plus(between.multipliedBy(i))));
    }
    return entries;
  }

  /** The entries of one further call that ends at this time. */
  List<Entry> next(Instant end) {
    return of(session(prefix + number++, end));
  }

  /** The entry of a call, and that of its late facts if there are any. */
  List<Entry> of(CallSession session) {
    CallReport report = new CallReport(session, Advice.none(), List.of(), price(session));
    Instant counted = session.endedAt().plusSeconds(3);
    List<Entry> entries = new ArrayList<>();
    entries.add(metrics.entry(report, counted).with(CallTraits.of(session)));
    metrics
        .late(report, session.id(), Set.of(), counted)
        .ifPresent(late -> entries.add(late.with(CallTraits.ofLate(session))));
    return entries;
  }

  private static PricedCall price(CallSession session) {
    if (session.facts().number(CallField.COST_USD).isEmpty()) {
      return PricedCall.NOTHING;
    }
    PricedPart total =
        new PricedPart(
            CostComponent.TOTAL,
            "",
            "",
            java.math.BigDecimal.valueOf(session.facts().number(CallField.COST_USD, 0)),
            session.id().value().endsWith("7") ? "EUR" : "USD",
            PricedPart.Source.ENGINE);
    return new PricedCall(List.of(), List.of(total), List.of());
  }

  private CallSession session(String id, Instant end) {
    CallSessions call =
        CallSessions.call(id)
            .completedAt(end)
            .labels("p" + random.nextInt(3), "v" + random.nextInt(2), "m");
    String[] outcomes = {"completed", "completed", "abandoned", "error", "transferred", ""};
    call.with(CallField.OUTCOME, outcomes[random.nextInt(outcomes.length)]);
    call.with(CallField.CALLER_HASH, "00000000000000%02x".formatted(random.nextInt(200)));
    maybe(call, CallField.DURATION_SECONDS, 5 + random.nextDouble() * 300);
    maybe(call, CallField.TURNS, random.nextInt(20));
    maybe(call, CallField.BARGE_INS, random.nextInt(4));
    maybe(call, CallField.AGENT_INTERRUPTIONS, random.nextInt(3));
    maybe(call, CallField.TRANSFERRED, random.nextInt(2));
    maybe(call, CallField.RESOLVED, random.nextInt(2));
    maybe(call, CallField.CSAT, 1 + random.nextInt(5));
    maybe(call, CallField.WER, random.nextDouble() / 3);
    maybe(call, CallField.STT_SECONDS, 1 + random.nextDouble() * 100);
    maybe(call, CallField.MOS, 1 + random.nextDouble() * 3);
    maybe(call, CallField.AGENT_SPEECH_SECONDS, random.nextDouble() * 90);
    maybe(call, CallField.CALLER_SPEECH_SECONDS, random.nextDouble() * 90);
    maybe(call, CallField.CACHE_HITS, random.nextInt(9));
    maybe(call, CallField.CACHE_MISSES, random.nextInt(9));
    maybe(call, CallField.INPUT_TOKENS, random.nextInt(4_000));
    maybe(call, CallField.CACHED_INPUT_TOKENS, random.nextInt(900));
    maybe(call, CallField.OUTPUT_TOKENS, random.nextInt(900));
    maybe(call, CallField.COST_USD, random.nextDouble());
    maybe(call, CallField.AUDIO_INPUT_TOKENS, random.nextInt(2) * 50);
    maybe(call, CallField.LLM_LATENCY_MS, 100 + random.nextDouble() * 900);
    call.withNumbers(
        CallField.TURN_LATENCIES_MS,
        300 + random.nextDouble() * 2_000,
        300 + random.nextDouble() * 900);
    return call.build();
  }

  private void maybe(CallSessions call, CallField field, double value) {
    if (random.nextInt(4) > 0) {
      call.with(field, value);
    }
  }
}
