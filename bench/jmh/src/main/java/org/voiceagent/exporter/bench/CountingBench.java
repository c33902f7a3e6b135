package org.voiceagent.exporter.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.Telemetry;

/** What it costs to count a call: once it is read, and before and after it is recorded. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Benchmark)
public class CountingBench {
  private static final Instant NOW = Instant.parse("2025-10-26T04:00:00Z");
  private static final int CALLS = 1_000;

  /** How many calls are shown one by one: none, or all of the benchmark's. */
  @Param({"0", "1000"})
  public int recent;

  private CallMetrics calls;
  private List<CallReport> reports;
  private List<Entry> entries;
  private int next;

  /** Reads the calls of 20 label sets. */
  @Setup
  public void read() {
    calls =
        Telemetry.create(new CallMetrics.Limits(500, recent, Duration.ofDays(1)), () -> NOW)
            .calls();
    reports = IntStream.range(0, CALLS).mapToObj(i -> Calls.report(i, i % 20)).toList();
    entries = reports.stream().map(report -> calls.entry(report, NOW)).toList();
  }

  /** What the call adds to each family. */
  @Benchmark
  public Object entry() {
    return calls.entry(reports.get(next++ % CALLS), NOW);
  }

  /** Adding it, and showing it if single calls are shown. */
  @Benchmark
  public void count() {
    int call = next++ % CALLS;
    calls.count(entries.get(call), reports.get(call));
  }
}
