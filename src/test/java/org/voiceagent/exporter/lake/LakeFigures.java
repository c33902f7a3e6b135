package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.ledger.Entry;

/**
 * Measures the lake with {@code lake.calls} random calls of 30 days: journaling them, the export,
 * each file of {@code monitoring/sql} from Parquet, and the indicators without DuckDB. With {@code
 * lake.copies}, that many copies of the month, with other ids and times, are there for the queries.
 */
@Tag("figures")
final class LakeFigures {
  private static final int CALLS = Integer.getInteger("lake.calls", 1_000_000);
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(60));
  private static final String HOST = "a";
  private static final int COPIES = Integer.getInteger("lake.copies", 0);
  private static final int DAYS = 30;
  private static final double MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void figures() throws IOException {
    LakeSettings settings =
        new LakeSettings(
            true,
            folder.resolve("journal"),
            folder.resolve("lake"),
            HOST,
            Duration.ofDays(30),
            Duration.ofDays(180));
    KpiHistory history = new KpiHistory(() -> LATER, KpiMeter.NONE);
    long addNanos = journal(settings, history);
    print("journaled %d calls, %.2f us each", CALLS, addNanos / 1e3 / CALLS);
    print("journal %.0f MiB", size(settings.journal()) / MEBIBYTE);
    withoutDuckDb(history);
    System.gc();
    forgetPeak();
    long cpu = processorNanos();
    long began = System.nanoTime();
    List<LakeExport.Written> written = new LakeExport(settings).run(LATER);
    print(
        "export of %d files: %.2f s, %.2f s of processor time, %s",
        written.size(), seconds(began), (processorNanos() - cpu) / 1e9, peak());
    for (Dataset dataset : List.of(Dataset.CALLS, Dataset.DAILY)) {
      double bytes = size(settings.folder().resolve(dataset.label()));
      print("Parquet of %s: %.1f MiB, %.1f bytes a call", dataset, bytes / MEBIBYTE, bytes / CALLS);
    }
    repeat(settings);
    forgetPeak();
    began = System.nanoTime();
    try (LakeQuery lake = LakeQuery.open(settings, 1_024)) {
      print("open: %.2f s", seconds(began));
      for (String name :
          List.of(
              "kpi",
              "kpi_by_day",
              "kpi_cost",
              "latency_percentiles",
              "kpi_from_daily",
              "latency_from_daily")) {
        String sql = Files.readString(Path.of("monitoring/sql", name + ".sql"));
        for (String run : List.of("first", "second")) {
          cpu = processorNanos();
          began = System.nanoTime();
          lake.ask(sql, new LakeQuery.Limits(Duration.ofMinutes(5), 10_000));
          print(
              "%s, %s: %.2f s, %.2f s of processor time",
              name, run, seconds(began), (processorNanos() - cpu) / 1e9);
        }
      }
    }
    print("queries: %s", peak());
  }

  private static void repeat(LakeSettings settings) throws IOException {
    try (Lake lake = Lake.open(settings)) {
      List<LakeWorkers.Work> due = new ArrayList<>();
      List<LakeFile> allCalls = lake.own(Dataset.CALLS);
      List<LakeFile> allTotals = lake.own(Dataset.DAILY);
      for (int copy = 1; copy <= COPIES; copy++) {
        for (LakeFile calls : allCalls) {
          LakeFile later = later(calls, copy);
          String rows =
              "SELECT * REPLACE (md5(call_uuid || %d) AS call_uuid,".formatted(copy)
                  + " ended_at + INTERVAL %d DAY AS ended_at)".formatted(copy * DAYS)
                  + " FROM read_parquet(%s)".formatted(DuckDb.quoted(calls.in(lake.folder())));
          due.add(
              database -> {
                LakeRecord record = lake.write(database, later, rows, Map.of());
                return new LakeExport.Written(
                    Dataset.CALLS, later.day(), record.rows(), record.bytes());
              });
        }
        for (LakeFile totals : allTotals) {
          LakeFile later = later(totals, copy);
          Files.createDirectories(later.folder(lake.folder()));
          Files.copy(totals.in(lake.folder()), later.in(lake.folder()));
        }
      }
      long rows = LakeWorkers.run(lake, due).stream().mapToLong(one -> one.rows()).sum();
      for (Dataset dataset : List.of(Dataset.CALLS, Dataset.DAILY)) {
        double bytes = size(settings.folder().resolve(dataset.label()));
        print(
            "%d calls: %d files of %s, %.1f bytes a call",
            CALLS + rows, lake.own(dataset).size(), dataset, bytes / (CALLS + rows));
      }
    }
  }

  private static LakeFile later(LakeFile file, int copy) {
    return new LakeFile(file.dataset(), file.day().plusDays((long) copy * DAYS), file.host());
  }

  private static void withoutDuckDb(KpiHistory history) {
    KpiQuery all = new KpiQuery(CallEntries.BEGIN, LATER, List.of(), Map.of());
    for (String run : List.of("first", "second")) {
      long began = System.nanoTime();
      int values = history.rows(all).get(0).values().size();
      print("%d indicators without DuckDB, %s: %.3f s", values, run, seconds(began));
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** From here on, the kernel says the highest memory since now. */
  private static void forgetPeak() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }

  private static String peak() throws IOException {
    return Files.readString(Path.of("/proc/self/status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\s+", " "))
        .collect(Collectors.joining(", "));
  }

  private static long journal(LakeSettings settings, KpiHistory history) {
    CallEntries entries = new CallEntries(1, "call-");
    CallJournal journal = new CallJournal(new Journal(settings.journal()), HOST);
    journal.begin();
    Duration between = Duration.ofDays(DAYS).dividedBy(CALLS);
    long nanos = 0;
    for (int i = 0; i < CALLS; i++) {
      List<Entry> made = entries.next(CallEntries.BEGIN.plus(between.multipliedBy(i)));
      made.forEach(history::add);
      long began = System.nanoTime();
      made.forEach(journal::add);
      nanos += System.nanoTime() - began;
    }
    journal.flush();
    return nanos;
  }

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
