package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.ledger.Entry;

/**
 * Measures the lake with {@code lake.calls} random calls of 30 days: journaling them, the export,
 * and each file of {@code monitoring/sql} from Parquet.
 */
@Tag("figures")
final class LakeFigures {
  private static final int CALLS = Integer.getInteger("lake.calls", 1_000_000);
  private static final String HOST = "a";
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
    long addNanos = journal(settings);
    print("journaled %d calls, %.2f us each", CALLS, addNanos / 1e3 / CALLS);
    print("journal %.0f MiB", size(settings.journal()) / MEBIBYTE);
    long began = System.nanoTime();
    List<LakeExport.Written> written =
        new LakeExport(settings).run(CallEntries.BEGIN.plus(Duration.ofDays(60)));
    print("export of %d files: %.2f s", written.size(), seconds(began));
    print("Parquet %.0f MiB", size(settings.folder()) / MEBIBYTE);
    began = System.nanoTime();
    try (LakeQuery lake = LakeQuery.open(settings, 1_024)) {
      print("open: %.2f s", seconds(began));
      for (String name : List.of("kpi", "kpi_by_day", "kpi_cost", "latency_percentiles")) {
        String sql = Files.readString(Path.of("monitoring/sql", name + ".sql"));
        for (String run : List.of("first", "second")) {
          began = System.nanoTime();
          lake.ask(sql, new LakeQuery.Limits(Duration.ofMinutes(5), 10_000));
          print("%s, %s: %.2f s", name, run, seconds(began));
        }
      }
    }
    print(
        "%s",
        Files.readString(Path.of("/proc/self/status"))
            .lines()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse(""));
  }

  private static long journal(LakeSettings settings) {
    CallEntries entries = new CallEntries(1, "call-");
    CallJournal journal = new CallJournal(new Journal(settings.journal()), HOST);
    journal.begin();
    Duration between = Duration.ofDays(DAYS).dividedBy(CALLS);
    long nanos = 0;
    for (int i = 0; i < CALLS; i++) {
      List<Entry> made = entries.next(CallEntries.BEGIN.plus(between.multipliedBy(i)));
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
