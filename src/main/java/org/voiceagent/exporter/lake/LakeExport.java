package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes closed days of the journal into the lake: one file for each dataset, day and host. A day
 * that got more lines since is written again as a whole, together with what its file holds, and
 * renamed over it. Running it again without new lines changes nothing. Not thread-safe.
 */
public final class LakeExport {
  /** How long a day is left open after its end, for calls that are counted late. */
  private static final Duration OPEN = Duration.ofHours(1);

  /** More would only share the memory: a disk keeps up with fewer. */
  private static final int MOST_AT_ONCE = 8;

  private static final int SHORTEST_LINE = 64;

  private final LakeSettings settings;

  /** An export of the journal of these settings into their lake. */
  public LakeExport(LakeSettings settings) {
    this.settings = settings;
  }

  /**
   * A file that was written.
   *
   * @param dataset the table
   * @param day the day in UTC
   * @param rows how many rows it has
   * @param bytes its size
   */
  public record Written(Dataset dataset, LocalDate day, long rows, long bytes) {}

  /**
   * Writes all closed days that have lines which are not in the lake yet.
   *
   * @param now the present, or a later time to write days that are still open
   * @return what was written
   * @throws MissingAddOnException if DuckDB is not installed
   * @throws IOException if something could not be written; the days before it were
   */
  public List<Written> run(Instant now) throws IOException {
    LocalDate open = now.minus(OPEN).atZone(ZoneOffset.UTC).toLocalDate();
    try (Lake lake = Lake.open(settings)) {
      List<Day> due = new ArrayList<>();
      for (Dataset dataset : Dataset.values()) {
        for (Map.Entry<LocalDate, List<Path>> day : days(dataset).entrySet()) {
          LakeFile file = new LakeFile(dataset, day.getKey(), settings.host());
          Map<String, Long> sizes = sizes(day.getValue());
          if (day.getKey().isBefore(open) && !isDone(lake.folder(), file, sizes)) {
            due.add(new Day(file, day.getValue(), sizes));
          }
        }
      }
      return write(lake, due);
    }
  }

  /**
   * A day that is to be written.
   *
   * @param journal what of the journal is about it
   * @param sizes how much of these files is known to be there
   */
  private record Day(LakeFile file, List<Path> journal, Map<String, Long> sizes) {}

  /**
   * Reading the lines of one file keeps one processor busy, so several days are written at once.
   */
  private static List<Written> write(Lake lake, List<Day> days) throws IOException {
    int workers = Math.min(days.size(), Math.min(MOST_AT_ONCE, processors()));
    Queue<Day> waiting = new ConcurrentLinkedQueue<>(days);
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, workers));
    List<Future<List<Written>>> results = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int number = i;
      results.add(threads.submit(() -> write(lake, waiting, lake.database(number, workers))));
    }
    threads.shutdown();
    List<Written> written = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();
    for (Future<List<Written>> result : results) {
      try {
        written.addAll(result.get());
      } catch (ExecutionException e) {
        failure = Optional.of(cause(e));
        waiting.clear();
      } catch (InterruptedException e) {
        waiting.clear();
        Thread.currentThread().interrupt();
        failure = Optional.of(new IOException("the export was interrupted", e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    written.sort(Comparator.comparing(Written::dataset).thenComparing(Written::day));
    return written;
  }

  private static long bytes(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static IOException cause(ExecutionException e) {
    return e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static List<Written> write(Lake lake, Queue<Day> waiting, DuckDb database)
      throws IOException {
    List<Written> written = new ArrayList<>();
    try (database) {
      for (Day day = waiting.poll(); day != null; day = waiting.poll()) {
        LakeRecord record = write(lake, database, day);
        written.add(
            new Written(day.file().dataset(), day.file().day(), record.rows(), record.bytes()));
      }
    }
    return written;
  }

  /**
   * Few days have two rows about the same call, so lines go into a file as they are, without a
   * table between. What is written tells whether they must be merged.
   */
  private static LakeRecord write(Lake lake, DuckDb database, Day day) throws IOException {
    LakeFile file = day.file();
    Dataset dataset = file.dataset();
    String lines = dataset.ofJournal(day.journal().stream().map(Path::toString).toList());
    if (Files.exists(file.in(lake.folder()))) {
      lines =
          lines
              + " UNION ALL BY NAME "
              + dataset.ofParquet(List.of(file.in(lake.folder()).toString()));
    }
    Path unmerged = file.unmerged(lake.folder());
    long rows = Lake.stage(database, lines, unmerged, bytes(day.sizes()) / SHORTEST_LINE);
    String stored = dataset.ofParquet(List.of(unmerged.toString()));
    long calls =
        database.number("SELECT count(DISTINCT %s) FROM (%s)".formatted(dataset.key(), stored));
    if (calls == rows) {
      return lake.place(file, unmerged, rows, day.sizes());
    }
    LakeRecord record =
        lake.write(
            database,
            file,
            "FROM (%s) ORDER BY %s".formatted(dataset.merged("(" + stored + ")"), dataset.time()),
            day.sizes());
    Files.deleteIfExists(unmerged);
    return record;
  }

  private Map<LocalDate, List<Path>> days(Dataset dataset) throws IOException {
    Map<LocalDate, List<Path>> days = new TreeMap<>();
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      if (file.dataset().equals(dataset.label())) {
        days.computeIfAbsent(file.day(), any -> new ArrayList<>()).add(file.in(settings.journal()));
      }
    }
    return days;
  }

  /** Sizes are taken before the files are read: what comes later is read again. */
  private static Map<String, Long> sizes(List<Path> files) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (Path file : files) {
      sizes.put(String.valueOf(file.getFileName()), Files.size(file));
    }
    return sizes;
  }

  /** Whether all of these files is in the lake. */
  static boolean isDone(Path lake, LakeFile file, Map<String, Long> sizes) throws IOException {
    return Files.exists(file.in(lake))
        && LakeRecord.read(file.record(lake))
            .filter(record -> record.journal().equals(sizes))
            .isPresent();
  }
}
