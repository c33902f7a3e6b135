package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.testing.KpiEntries;

/** Prints what the history of indicators takes: memory, state, and time and garbage a call. */
@Tag("figures")
final class KpiFigures {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int HOURS = 90 * 24;

  @Test
  void ninetyDaysOfAnOrdinaryFleet() {
    print("10 label sets, 5 calls an hour each", 10, 5);
  }

  @Test
  void ninetyDaysOfAManyTimesLargerFleet() {
    print("60 label sets, 3 calls an hour each", 60, 3);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, int labelSets, int callsAnHour) {
    Random random = new Random(8);
    Instant now = START.plus(Duration.ofHours(HOURS));
    KpiHistory history = new KpiHistory(() -> now, KpiMeter.NONE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = heap();
    long allocated = 0;
    long nanos = 0;
    long calls = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < labelSets * callsAnHour; i++) {
        entries.add(call(random, hour, i, labelSets));
      }
      long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      long began = System.nanoTime();
      entries.forEach(history::add);
      nanos += System.nanoTime() - began;
      allocated += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
      calls += entries.size();
    }
    history.rows(new KpiQuery(START, now, List.of(), Map.of()));
    long heap = heap() - before;
    long state = 0;
    for (byte[] block : history.blocks()) {
      state += block.length;
    }
    long asked = System.nanoTime();
    int rows = history.rows(new KpiQuery(START, now, List.of("day"), Map.of())).size();
    System.out.printf(
        "%s: %d calls; %.1f MiB by its own account, %.1f MiB of heap, %.1f MiB of state;"
            + " hourly since day %d; %d bytes and %d ns a call; %d days asked for in %d ms%n",
        what,
        calls,
        history.bytes() / 1048576.0,
        heap / 1048576.0,
        state / 1048576.0,
        Duration.between(START, history.hourlySince()).toDays(),
        allocated / calls,
        nanos / calls,
        rows,
        (System.nanoTime() - asked) / 1_000_000);
    assertThat(heap).isLessThan(16L << 20);
    assertThat(history.until()).isEqualTo(now);
  }

  private static Entry call(Random random, int hour, int i, int labelSets) {
    KpiEntries call =
        KpiEntries.call(
                "call-" + hour + "-" + i,
                START.plusSeconds(hour * 3_600L + random.nextInt(3_600)),
                random.nextInt(20) == 0 ? "transferred" : "completed")
            .of("pipeline" + i % labelSets, "provider", "model")
            .with("duration_seconds", random.nextInt(3_000) / 10.0)
            .with("turns_total", 7)
            .with("barge_in_total", random.nextInt(3))
            .with("tokens_total", random.nextInt(5_000), "input")
            .with("tokens_total", random.nextInt(500), "output")
            .with("cost_total", random.nextInt(900) / 10_000.0, "total", "USD")
            .with("speech_seconds_total", random.nextDouble() * 60, "agent")
            .with("speech_seconds_total", random.nextDouble() * 60, "caller")
            .with("end_total", 1, "caller_hangup");
    for (int turn = 0; turn < 7; turn++) {
      call.with("response_latency_seconds", Math.exp(random.nextGaussian() * 0.5));
    }
    for (String component : new String[] {"stt", "llm", "tts", "eou", "unattributed"}) {
      call.with(
          "component_latency_seconds", 0.3 * Math.exp(random.nextGaussian() * 0.5), component);
    }
    return call.from(random.nextInt(20_000)).entry();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
