package org.voiceagent.exporter.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.Telemetry;

/**
 * What one scrape costs, without the socket: after nothing, one call or a call of every label set
 * since the last one. The sizes are the default page (200 recent calls), and pages of about 10,000
 * and 100,000 series.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@State(Scope.Benchmark)
public class PageBench {
  private static final Instant NOW = Instant.parse("2025-10-26T04:00:00Z");
  private static final int SERIES_OF_A_SET = 93;

  /** About how many series the page has; 2,000 is the default page. */
  @Param({"2000", "10000", "100000"})
  public int series;

  /** Whether the page is packed, as Prometheus asks for it. */
  @Param({"false", "true"})
  public boolean gzip;

  private Telemetry telemetry;
  private List<CallReport> ofEverySet;

  /** Counts a call of each label set, and shows 200 calls. */
  @Setup
  public void fill() {
    int sets = Math.max(2, (series - 1_900) / SERIES_OF_A_SET);
    telemetry = Telemetry.create(new CallMetrics.Limits(sets, 200, Duration.ofDays(1)), () -> NOW);
    ofEverySet =
        IntStream.range(0, Math.max(sets, 200)).mapToObj(i -> Calls.report(i, i % sets)).toList();
    ofEverySet.forEach(this::count);
    scrape();
  }

  /** Nothing has changed since the last scrape. */
  @Benchmark
  public Object quiet() {
    return scrape();
  }

  /** One call came in since the last scrape. */
  @Benchmark
  public Object oneCall(OneCall counted) {
    return scrape();
  }

  /** Every series over all calls has changed since the last scrape. */
  @Benchmark
  public Object allChanged(AllCalls counted) {
    return scrape();
  }

  /** Counts a call before each scrape, which is not measured. */
  @State(Scope.Thread)
  public static class OneCall {
    private int next;

    /** Counts it. */
    @Setup(Level.Invocation)
    public void count(PageBench page) {
      page.count(page.ofEverySet.get(next++ % page.ofEverySet.size()));
    }
  }

  /** Counts a call of each label set before each scrape, which is not measured. */
  @State(Scope.Thread)
  public static class AllCalls {

    /** Counts them. */
    @Setup(Level.Invocation)
    public void count(PageBench page) {
      page.ofEverySet.forEach(page::count);
    }
  }

  private void count(CallReport report) {
    telemetry.calls().count(telemetry.calls().entry(report, NOW), report);
  }

  private Object scrape() {
    return telemetry.page().render(Format.OPENMETRICS, Set.of(), gzip);
  }
}
