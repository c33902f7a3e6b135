package org.voiceagent.exporter.callindex;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.ledger.Entry;

/**
 * Prints how long the list of calls takes with 100,000 calls: to add one, to answer each kind of
 * question, to write and to read the state; and what it takes of memory.
 */
@Tag("figures")
final class CallIndexFigures {
  private static final int CALLS = 100_000;
  private static final int ROUNDS = 60;

  @Test
  @SuppressWarnings("SystemOut")
  void aHundredThousandCalls() {
    List<Entry> entries = new RandomListedCalls(8).entries(CALLS);
    CallIndex index = index();
    long began = System.nanoTime();
    entries.forEach(index::add);
    System.out.printf("adding a call: %.1f us%n", (System.nanoTime() - began) / 1e3 / CALLS);
    System.out.printf(
        "memory: %d calls, %.1f MiB, %d bytes each%n",
        index.size(), index.bytes() / 1048576.0, index.bytes() / index.size());
    for (CallOrder order : CallOrder.values()) {
      print(index, "all, " + order.label(), CallFilter.ALL, order);
    }
    Instant from = RandomListedCalls.START.plusSeconds(50_000);
    print(
        index,
        "half the time",
        new CallFilter(Optional.of(from), Optional.empty(), Map.of(), OptionalDouble.empty()),
        CallOrder.NEWEST);
    print(
        index,
        "latency over 2 s",
        new CallFilter(Optional.empty(), Optional.empty(), Map.of(), OptionalDouble.of(2_000)),
        CallOrder.WAIT);
    print(index, "errors", only(Map.of(Facet.OUTCOME, "error")), CallOrder.WORST);
    print(
        index,
        "one pipeline, very negative, with advice",
        only(
            Map.of(
                Facet.PIPELINE_NAME,
                "pipeline1",
                Facet.SENTIMENT,
                "very_negative",
                Facet.ADVICE,
                "any")),
        CallOrder.SENTIMENT);
    began = System.nanoTime();
    List<byte[]> blocks = new ArrayList<>();
    index.blocks().forEach(blocks::add);
    long written = System.nanoTime();
    CallIndex again = index();
    again.restore(blocks);
    System.out.printf(
        "state: %.1f MiB, written in %d ms, read in %d ms%n",
        blocks.stream().mapToLong(block -> block.length).sum() / 1048576.0,
        (written - began) / 1_000_000,
        (System.nanoTime() - written) / 1_000_000);
    assertThat(again.size()).isEqualTo(index.size());
  }

  @SuppressWarnings("SystemOut")
  private static void print(CallIndex index, String what, CallFilter filter, CallOrder order) {
    CallQuery query = new CallQuery(filter, order, Optional.empty(), 50);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long[] nanos = new long[ROUNDS];
    int matching = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long began = System.nanoTime();
      matching = index.find(query).matching();
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    double cpuMs = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / ROUNDS;
    System.out.printf(
        "%-42s %7d calls: %.1f ms of CPU; median %.1f ms, slowest of %d %.1f ms%n",
        what, matching, cpuMs, nanos[ROUNDS / 2] / 1e6, ROUNDS, nanos[ROUNDS - 1] / 1e6);
    assertThat(cpuMs).as("%s, in ms of CPU", what).isLessThan(50);
  }

  private static CallFilter only(Map<Facet, String> facets) {
    return new CallFilter(Optional.empty(), Optional.empty(), facets, OptionalDouble.empty());
  }

  private static CallIndex index() {
    return new CallIndex(
        CALLS, CallNames.asTheyAre(), InstantSource.fixed(RandomListedCalls.START));
  }
}
