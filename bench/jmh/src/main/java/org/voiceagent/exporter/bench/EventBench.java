package org.voiceagent.exporter.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.CatalogCounting;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.event.catalog.LabelMeter;
import org.voiceagent.exporter.yaml.Problems;

/** How many events a second are judged by the shipped catalogs, on one core: calls of a model. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@State(Scope.Benchmark)
public class EventBench {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final int EVENTS = 1_000;
  private static final String DATA =
      """
      {"provider":"provider-%d","model":"model-%d","operation":"chat","status":"ok",
       "latency_ms":%d,"tokens":{"input":1200,"output":80},"cost_usd":0.004,"retries":0,
       "user_id":"user-%d"}
      """;

  private CatalogCounting counting;
  private List<Event> events;
  private int next;

  /** Reads the catalogs and makes events of 30 label sets. */
  @Setup
  public void read() throws JsonProcessingException {
    Problems problems = new Problems();
    EventCatalogs catalogs =
        EventCatalogs.load(Path.of("monitoring", "catalog"), List.of(), problems);
    if (!problems.none()) {
      throw new IllegalStateException(problems.list().toString());
    }
    counting =
        new CatalogCounting(
            catalogs,
            new CatalogCounting.Surroundings(
                "", text -> "#" + text.hashCode(), text -> text, LabelMeter.NONE, () -> NOW));
    events = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < EVENTS; i++) {
      ObjectNode data = (ObjectNode) json.readTree(DATA.formatted(i % 3, i % 10, 100 + i, i % 200));
      events.add(
          new Event("llm.call", NOW.plusMillis(i), Optional.of("e" + i), Optional.empty(), data));
    }
  }

  /** Judges the next event. */
  @Benchmark
  public Verdict judge() {
    next = (next + 1) % EVENTS;
    return counting.judge(events.get(next));
  }
}
