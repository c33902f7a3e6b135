package org.voiceagent.exporter.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.ledger.Entry;

/**
 * Writes a lake of two hosts, which both counted a tenth of the calls, and the answers of DuckDB
 * and of the program without it, into the folder {@code lake.check}, for {@code make lake-check} to
 * compare with other engines. With {@code lake.dump}, writes what ClickHouse reads, too.
 */
@Tag("figures")
final class LakeOfTwoHosts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLS = Integer.getInteger("lake.calls", 20_000);
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(60));

  @Test
  void writeIt() throws Exception {
    Path folder = Path.of(System.getProperty("lake.check"));
    LakeSettings first = host(folder, "a");
    LakeSettings second = host(folder, "b");
    KpiHistory history = new KpiHistory(() -> LATER, KpiMeter.NONE);
    journal(first, second, history);
    Thread other = new Thread(() -> export(second));
    other.start();
    export(first);
    other.join();
    Map<String, Object> answers = new LinkedHashMap<>();
    try (LakeQuery lake = LakeQuery.open(first, 512)) {
      for (String name :
          List.of(
              "kpi.sql",
              "kpi_by_day.sql",
              "kpi_cost.sql",
              "latency_percentiles.sql",
              "kpi_from_daily.sql",
              "latency_from_daily.sql")) {
        LakeQuery.Answer answer =
            lake.ask(
                Files.readString(Path.of("monitoring/sql", name)),
                new LakeQuery.Limits(Duration.ofMinutes(2), 100_000));
        List<List<Object>> rows =
            answer.rows().stream()
                .map(row -> row.stream().map(LakeOfTwoHosts::plain).toList())
                .toList();
        answers.put(name, Map.of("columns", answer.columns(), "rows", rows));
      }
      if (Boolean.getBoolean("lake.dump")) {
        for (Dataset dataset : Dataset.values()) {
          Path file = folder.resolve("clickhouse-" + dataset.label() + ".sql");
          try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            LakeDump.write(lake, dataset, LakeDump.Target.CLICKHOUSE, out);
          }
        }
      }
    }
    Files.write(folder.resolve("duckdb.json"), JSON.writeValueAsBytes(answers));
    Files.write(folder.resolve("java.json"), JSON.writeValueAsBytes(indicators(history)));
  }

  /** What the page and the command {@code kpi} say, by name and, for costs, currency. */
  private static Map<String, Double> indicators(KpiHistory history) {
    Map<String, Double> values = new TreeMap<>();
    KpiQuery all = new KpiQuery(CallEntries.BEGIN, LATER, List.of(), Map.of());
    for (KpiValue value : history.rows(all).get(0).values()) {
      String name = value.kpi().name();
      String unit = value.kpi().unit().label();
      if (value.value().isPresent()) {
        values.put(
            name.startsWith("cost_") ? name + " " + unit : name, value.value().getAsDouble());
      }
    }
    return values;
  }

  private static Object plain(Object value) {
    return value == null ? "null" : value instanceof Number ? value : value.toString();
  }

  private static LakeSettings host(Path folder, String name) {
    return new LakeSettings(
        true,
        folder.resolve("journal-" + name),
        folder.resolve("lake"),
        name,
        Duration.ofDays(30),
        Duration.ofDays(180));
  }

  private static void journal(LakeSettings first, LakeSettings second, KpiHistory history)
      throws IOException {
    CallJournal a = new CallJournal(new Journal(first.journal()), first.host());
    CallJournal b = new CallJournal(new Journal(second.journal()), second.host());
    a.begin();
    b.begin();
    CallEntries entries = new CallEntries(1, "call-");
    Duration between = Duration.ofDays(14).dividedBy(CALLS);
    for (int i = 0; i < CALLS; i++) {
      List<Entry> made = entries.next(CallEntries.BEGIN.plus(between.multipliedBy(i)));
      made.forEach(history::add);
      if (i % 10 < 6) {
        made.forEach(a::add);
      }
      if (i % 10 >= 5) {
        made.forEach(b::add);
      }
    }
    a.flush();
    b.flush();
    for (LakeSettings host : List.of(first, second)) {
      EventJournal events = new EventJournal(new Journal(host.journal()), host.host());
      events.append(
          List.of(
              new CountedEvent(
                  "file:0",
                  "llm.call",
                  CallEntries.BEGIN,
                  Optional.of("call-1"),
                  JSON.createObjectNode().put("model", "m"))));
      events.force();
    }
  }

  private static void export(LakeSettings host) {
    try {
      new LakeExport(host).run(LATER);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
