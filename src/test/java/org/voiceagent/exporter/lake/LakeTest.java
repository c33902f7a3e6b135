package org.voiceagent.exporter.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.testing.KpiEntries;
import org.voiceagent.exporter.testing.MemoryTotals;

/** The journal and the lake, with the real DuckDB. */
final class LakeTest {
  private static final Path SQL = Path.of("monitoring/sql");
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(60));
  private static final LedgerSettings OFTEN = new LedgerSettings(20_000, 90, 1_000, 8);
  private static final LakeQuery.Limits LIMITS =
      new LakeQuery.Limits(Duration.ofSeconds(60), 100_000);

  @TempDir Path temp;

  private LakeSettings host(String name) {
    return new LakeSettings(
        true,
        temp.resolve("journal-" + name),
        temp.resolve("lake"),
        name,
        Duration.ofDays(30),
        Duration.ofDays(180));
  }

  @Test
  void sqlSaysWhatTheIndicatorsSayBeforeAndAfterTheExport() throws Exception {
    List<Entry> entries = new CallEntries(1, "c").of(3_000, Duration.ofMinutes(7));
    KpiHistory history = new KpiHistory(() -> LATER, KpiMeter.NONE);
    entries.forEach(history::add);
    journal(host("a"), entries);

    assertThat(indicators(host("a"))).hasSizeGreaterThan(25);
    assertEqual(history, indicators(host("a")));
    assertThat(new LakeExport(host("a")).run(LATER)).as("calls and totals").hasSize(30);
    Map<String, Double> exported = indicators(host("a"));

    assertEqual(history, exported);
    assertThat(new LakeExport(host("a")).run(LATER)).as("nothing is new").isEmpty();
  }

  private static void assertEqual(KpiHistory history, Map<String, Double> bySql) {
    KpiQuery all = new KpiQuery(CallEntries.BEGIN, LATER, List.of(), Map.of());
    int compared = 0;
    for (KpiValue value : history.rows(all).get(0).values()) {
      String name = value.kpi().name();
      String unit = value.kpi().unit().label();
      String key = unit.equals("USD") || unit.equals("EUR") ? name + " " + unit : name;
      Double said = bySql.get(key);
      if (value.value().isPresent() && said != null) {
        double expected = value.value().getAsDouble();
        double tolerance = name.contains("_p") && name.endsWith("_seconds") ? 0.0251 : 1e-12;
        assertThat(said).as(key).isCloseTo(expected, Offset.offset(expected * tolerance));
        compared++;
      }
    }
    assertThat(compared).as("indicators that both know").isGreaterThan(32);
  }

  private Map<String, Double> indicators(LakeSettings settings) throws IOException {
    Map<String, Double> values = new HashMap<>();
    try (LakeQuery lake = LakeQuery.open(settings, 512)) {
      LakeQuery.Answer main = lake.ask(Files.readString(SQL.resolve("kpi.sql")), LIMITS);
      for (int i = 0; i < main.columns().size(); i++) {
        if (main.rows().get(0).get(i) instanceof Number number) {
          values.put(main.columns().get(i), number.doubleValue());
        }
      }
      for (List<Object> row :
          lake.ask(Files.readString(SQL.resolve("kpi_cost.sql")), LIMITS).rows()) {
        values.put("cost_per_call " + row.get(0), (Double) row.get(2));
        values.put("cost_per_minute " + row.get(0), (Double) row.get(3));
        values.put("cost_per_resolved_call " + row.get(0), (Double) row.get(4));
      }
      for (List<Object> row :
          lake.ask(Files.readString(SQL.resolve("latency_percentiles.sql")), LIMITS).rows()) {
        String part = row.get(0) + (row.get(0).equals("first_word") ? "" : "_latency");
        values.put(part + "_p50_seconds", (Double) row.get(2));
        values.put(part + "_p95_seconds", (Double) row.get(3));
        values.put(part + "_p99_seconds", (Double) row.get(4));
      }
    }
    return values;
  }

  @Test
  void aKilledProcessLosesNoCallAndReadersSeeEachOnce() throws Exception {
    List<Entry> entries = new CallEntries(2, "c").of(500, Duration.ofMinutes(1));
    int next = 0;
    int lives = 0;
    while (next < entries.size()) {
      CallJournal calls = new CallJournal(new Journal(host("a").journal()), "a");
      // Never flushed: what waits in memory is lost with the process.
      try (Ledger ledger = open(calls)) {
        calls.begin();
        for (int i = 0; i < 61 && next < entries.size(); i++) {
          assertThat(ledger.record(List.of(entries.get(next++)))).isTrue();
          ledger.compact();
        }
      }
      lives++;
    }
    CallJournal last = new CallJournal(new Journal(host("a").journal()), "a");
    open(last).close();
    last.begin();

    assertThat(lives).isGreaterThan(5);
    assertThat(
            ask(host("a"), "SELECT count(*), count(DISTINCT call_uuid), count(outcome) FROM calls"))
        .isEqualTo(List.of(500L, 500L, 500L));
    long lines;
    try (Stream<String> all = lines(host("a"))) {
      lines = all.count();
    }
    last.begin();
    open(new CallJournal(new Journal(host("a").journal()), "a")).close();
    assertThat(lines).as("a start journals again only what is missing").isLessThan(1_000);
  }

  @Test
  void factsThatComeAfterTheExportUpdateTheRowAndAHalfLineIsLeftOut() throws Exception {
    Instant end = CallEntries.BEGIN.plusSeconds(60);
    journal(
        host("a"),
        List.of(
            KpiEntries.call("one", end, "completed").with("duration_seconds", 30).entry(),
            KpiEntries.call("two", end, "error").from(77).entry()));
    new LakeExport(host("a")).run(LATER);
    journal(
        host("a"),
        List.of(
            KpiEntries.late("csat", "one", end)
                .with("csat_score", 4)
                .countedAt(end.plus(Duration.ofDays(9)))
                .entry()));
    Path file = JournalFolder.files(host("a").journal()).get(0).in(host("a").journal());
    Files.writeString(file, "{\"call_uuid\":\"half", StandardOpenOption.APPEND);
    List<Object> expected = List.of(2L, 1L, 4.0, 30.0, "000000000000004d");
    String question =
        "SELECT count(*), count(csat), max(csat), sum(duration_seconds), max(caller_hash) FROM"
            + " calls";

    assertThat(ask(host("a"), question)).as("from the journal").isEqualTo(expected);
    assertThat(new LakeExport(host("a")).run(LATER)).as("calls and totals").hasSize(2);
    assertThat(ask(host("a"), question)).as("from the lake").isEqualTo(expected);
    Files.delete(file);
    assertThat(ask(host("a"), question)).as("from the lake alone").isEqualTo(expected);

    journal(host("a"), List.of(KpiEntries.call("three", end, "completed").entry()));
    new LakeExport(host("a")).run(LATER);
    assertThat(ask(host("a"), "SELECT count(*), max(csat) FROM calls")).isEqualTo(List.of(3L, 4.0));
  }

  @Test
  void twoHostsWriteOneLakeAndACallThatBothCountedIsThereOnce() throws Exception {
    List<Entry> entries = new CallEntries(3, "c").of(300, Duration.ofHours(1));
    journal(host("a"), entries);
    journal(host("b"), entries.subList(0, entries.size() / 2));
    journal(host("b"), new CallEntries(4, "d").of(100, Duration.ofHours(1)));
    List<Throwable> faults = new ArrayList<>();
    List<Thread> exports =
        Stream.of(host("a"), host("b"))
            .map(
                one ->
                    new Thread(
                        () -> {
                          try {
                            new LakeExport(one).run(LATER);
                          } catch (IOException e) {
                            faults.add(e);
                          }
                        }))
            .toList();
    exports.forEach(Thread::start);
    for (Thread export : exports) {
      export.join();
    }

    assertThat(faults).isEmpty();
    assertThat(ask(host("c"), "SELECT count(*), count(DISTINCT call_uuid) FROM calls"))
        .isEqualTo(List.of(400L, 400L));
  }

  @Test
  void eventsAreRowsOnceEach() throws Exception {
    ObjectNode fields = new ObjectMapper().createObjectNode().put("model", "gpt").put("tokens", 5);
    CountedEvent event =
        new CountedEvent("f:0", "llm.call", CallEntries.BEGIN, Optional.of("c1"), fields);
    EventJournal events = new EventJournal(new Journal(host("a").journal()), "a");
    events.append(List.of(event));
    events.append(
        List.of(
            event,
            new CountedEvent("f:9", "llm.call", CallEntries.BEGIN, Optional.empty(), fields)));
    events.force();
    String question =
        "SELECT count(*), count(call_uuid), min(json_extract_string(data, '$.model')) FROM events";

    assertThat(ask(host("a"), question)).isEqualTo(List.of(2L, 1L, "gpt"));
    new LakeExport(host("a")).run(LATER);
    assertThat(ask(host("a"), question)).isEqualTo(List.of(2L, 1L, "gpt"));
  }

  @Test
  void aQuestionChangesNothingAndReadsNoOtherFile() throws Exception {
    journal(host("a"), new CallEntries(5, "c").of(50, Duration.ofHours(1)));
    Path secret = Files.writeString(temp.resolve("secret.csv"), "a,b\n1,2\n");
    try (LakeQuery lake = LakeQuery.open(host("a"), 256)) {
      for (String statement :
          List.of(
              "COPY calls TO '" + temp.resolve("lake/x.parquet") + "'",
              "CREATE TABLE x(a INTEGER)",
              "SET enable_external_access = true",
              "SELECT 1; DROP VIEW calls",
              "ATTACH '" + temp.resolve("x.db") + "'")) {
        assertThatThrownBy(() -> lake.ask(statement, LIMITS))
            .as(statement)
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> lake.ask("SELECT * FROM '" + secret + "'", LIMITS))
          .isInstanceOf(IOException.class);
      LakeQuery.Answer two =
          lake.ask(
              "SELECT call_uuid FROM calls ORDER BY 1",
              new LakeQuery.Limits(Duration.ofSeconds(9), 2));
      assertThat(two.rows()).hasSize(2);
      assertThat(two.cut()).isTrue();
      assertThatThrownBy(
              () ->
                  lake.ask(
                      "SELECT count(*) FROM range(100000000000) a, range(1000) b",
                      new LakeQuery.Limits(Duration.ofMillis(300), 2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("took longer");
    }
  }

  @Test
  void withoutTheAddOnAQuestionSaysWhatToInstall() throws Exception {
    String withoutIt =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("duckdb"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                withoutIt,
                "org.voiceagent.exporter.cli.Main",
                "sql",
                "SELECT 1")
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("needs the DuckDB add-on")
        .contains("addons");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void tablesAreWrittenAsParquet() throws Exception {
    Path file = temp.resolve("kpi.parquet");
    ParquetFile.ofCsv("day,kpi,value\r\n2026-11-20,aht_seconds@v1,45.5\r\n", file);
    try (DuckDb database = DuckDb.open(256, temp.resolve("scratch"))) {
      assertThat(
              database.texts("SELECT concat_ws(' ', day + 1, kpi, value * 2) FROM '" + file + "'"))
          .containsExactly("2026-11-21 aht_seconds@v1 91.0");
    }
  }

  @Test
  void theReferenceListsEveryColumn() throws IOException {
    StringBuilder table = new StringBuilder();
    for (CallColumn column : CallColumn.values()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  column.key(),
                  column.type().name().toLowerCase(java.util.Locale.ROOT),
                  column.sensitivity().label(),
                  column.meaning()));
    }
    assertThat(Files.readString(Path.of("docs/lake.md"))).contains(table);
  }

  @Test
  void onlyTheOwnerMayReadTheJournal() throws Exception {
    journal(host("a"), new CallEntries(6, "c").of(2, Duration.ofHours(1)));
    Path file = JournalFolder.files(host("a").journal()).get(0).in(host("a").journal());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host("a").journal())))
        .isEqualTo("rwx------");
  }

  private static List<Object> ask(LakeSettings settings, String sql) throws IOException {
    try (LakeQuery lake = LakeQuery.open(settings, 256)) {
      return lake.ask(sql, LIMITS).rows().get(0);
    }
  }

  private static Stream<String> lines(LakeSettings settings) throws IOException {
    List<String> all = new ArrayList<>();
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      all.addAll(Files.readAllLines(file.in(settings.journal())));
    }
    return all.stream();
  }

  private static void journal(LakeSettings settings, List<Entry> entries) {
    CallJournal calls = new CallJournal(new Journal(settings.journal()), settings.host());
    calls.begin();
    entries.forEach(calls::add);
    calls.flush();
  }

  private Ledger open(CallJournal calls) throws IOException {
    return Ledger.open(
        temp.resolve("state"),
        OFTEN,
        new Ledger.Kept(new MemoryTotals(), Notes.NONE, calls, LedgerMeter.NONE),
        mark -> mark);
  }
}
