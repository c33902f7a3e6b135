package org.voiceagent.exporter.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.call.Observation.Decided;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.MemoryTotals;

final class CallHistoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final LabelSet LOCAL = new LabelSet("local_hybrid", "local", "llama");
  private static final LabelSet CLOUD = new LabelSet("none", "openai_realtime", "gpt-realtime");

  @TempDir Path state;

  @Test
  void callsAreOrderedByTheirEndAndNotByArrival() {
    List<Observation> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(call(LOCAL, i));
    }
    Collections.shuffle(calls, new Random(7));
    CallHistory history = new CallHistory(100, 100);
    calls.forEach(history::add);

    assertThat(history.last(LOCAL, NOON.plusSeconds(48), 3))
        .extracting(Observation::id)
        .containsExactly(id(LOCAL, 47), id(LOCAL, 46), id(LOCAL, 45));
    assertThat(history.last(CLOUD, NOON.plusSeconds(48), 3)).isEmpty();
  }

  @Test
  void aCallThatComesTwiceIsRememberedOnce() {
    CallHistory history = new CallHistory(100, 100);
    history.add(call(LOCAL, 1));
    history.add(call(LOCAL, 1));

    assertThat(history.all()).hasSize(1);
  }

  @Test
  void oldestOfOneLabelSetGoWhenItHasItsShare() {
    CallHistory history = new CallHistory(3, 100);
    for (int i = 0; i < 10; i++) {
      history.add(call(LOCAL, i));
    }

    assertThat(history.all())
        .extracting(Observation::id)
        .containsExactly(id(LOCAL, 7), id(LOCAL, 8), id(LOCAL, 9));
  }

  @Test
  void whoeverHasMostGivesWayWhenAllIsFull() {
    CallHistory history = new CallHistory(100, 10);
    history.add(call(CLOUD, 0));
    for (int i = 0; i < 30; i++) {
      history.add(call(LOCAL, i));
    }

    assertThat(history.last(CLOUD, Instant.MAX, 100)).hasSize(1);
    assertThat(history.last(LOCAL, Instant.MAX, 100)).hasSize(9);
  }

  @Test
  void morePipelinesThanCallsAllowedAreForgottenWhole() {
    CallHistory history = new CallHistory(100, 5);
    for (int i = 0; i < 40; i++) {
      history.add(call(new LabelSet("p" + i, "x", "y"), i));
    }

    assertThat(history.all()).hasSize(5);
    assertThat(history.labelSets()).hasSize(5);
  }

  @Test
  void everythingComesBackFromLogAndSnapshotAfterARestart() throws IOException {
    CallHistory before = new CallHistory(100, 100);
    LedgerSettings small = new LedgerSettings(2_000, 90, 1_000, 10);
    MemoryTotals totals = new MemoryTotals();
    CallNotes notes = new CallNotes(before, CallNames.asTheyAre());
    try (Ledger ledger = Ledger.open(state, small, totals, notes, LedgerMeter.NONE)) {
      for (int i = 0; i < 40; i++) {
        Observation seen = call(i % 2 == 0 ? LOCAL : CLOUD, i);
        Entry counted = Entries.call(seen.id(), seen.endedAt(), NOON, List.of());
        assertThat(ledger.record(List.of(counted.with(notes.of(seen))))).isTrue();
        before.add(seen);
        ledger.compact();
      }
    }
    CallHistory after = new CallHistory(100, 100);
    Ledger.open(
            state,
            small,
            new MemoryTotals(),
            new CallNotes(after, CallNames.asTheyAre()),
            LedgerMeter.NONE)
        .close();

    assertThat(after.all()).hasSize(40).isEqualTo(before.all());
  }

  private static Observation call(LabelSet labels, int second) {
    return new Observation(
        id(labels, second),
        NOON.plusSeconds(second),
        labels,
        "4.3.0",
        42L + second % 3,
        Map.of("streaming.low_watermark_ms", "80", "streaming.min_start_ms", "120"),
        Measures.of(Map.of(Measure.RESPONSE_LATENCY_MS, 900.0 + second, Measure.FELL_BACK, 1.0)),
        Set.of("jitter_low_watermark"),
        Set.of("latency"),
        List.of(new Advised("jitter_low_watermark", "streaming.low_watermark_ms", "100", "info")),
        second % 7 == 0
            ? List.of(new Decided("streaming.low_watermark_ms", "100", NOON, "helped"))
            : List.of());
  }

  private static CallId id(LabelSet labels, int second) {
    return new CallId(labels.providerId() + "." + second);
  }
}
