package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes closed days of the journal into the lake: one file for each dataset, day and host, and
 * another one with the totals of the day's calls. A day that got more lines since is written again
 * as a whole, together with what its file holds, and renamed over it. Running it again without new
 * lines changes nothing. Not thread-safe.
 */
public final class LakeExport {
  /** How long a day is left open after its end, for calls that are counted late. */
  private static final Duration OPEN = Duration.ofHours(1);

  private static final int SHORTEST_LINE = 64;
  private static final int MOST_TOTALS = 10_000;

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
  public record Written(Dataset dataset, LocalDate day, long rows, long bytes) {
    private Written(LakeFile file, LakeRecord record) {
      this(file.dataset(), file.day(), record.rows(), record.bytes());
    }
  }

  /**
   * Writes all closed days that have lines which are not in the lake yet.
   *
   * @param now the present, or a later time to write days that are still open
   * @return what was written
   * @throws MissingAddOnException if DuckDB is not installed
   * @throws IOException if something could not be written; the days before it were
   */
  public List<Written> run(Instant now) throws IOException {
    if (!DuckDb.isInstalled()) {
      throw new MissingAddOnException();
    }
    LocalDate open = now.minus(OPEN).atZone(ZoneOffset.UTC).toLocalDate();
    try (Lake lake = Lake.open(settings)) {
      List<LakeWorkers.Work> due = new ArrayList<>();
      for (Dataset dataset : Dataset.JOURNALED) {
        for (Map.Entry<LocalDate, List<Path>> day :
            JournalFolder.days(settings.journal(), dataset).entrySet()) {
          LakeFile file = new LakeFile(dataset, day.getKey(), settings.host());
          Map<String, Long> sizes = JournalFolder.sizes(day.getValue());
          if (day.getKey().isBefore(open) && !isDone(lake.folder(), file, sizes)) {
            Day one = new Day(file, day.getValue(), sizes);
            due.add(database -> write(lake, database, one));
          }
        }
      }
      List<Written> written = new ArrayList<>(LakeWorkers.run(lake, due));
      written.addAll(LakeWorkers.run(lake, totals(lake, open)));
      return written;
    }
  }

  /**
   * A day that is to be written.
   *
   * @param journal what of the journal is about it
   * @param sizes how much of these files is known to be there
   */
  private record Day(LakeFile file, List<Path> journal, Map<String, Long> sizes) {}

  /** The totals of days whose calls are not, or no longer, what they were made from. */
  private static List<LakeWorkers.Work> totals(Lake lake, LocalDate open) throws IOException {
    List<LakeWorkers.Work> due = new ArrayList<>();
    for (LakeFile calls : lake.own(Dataset.CALLS)) {
      LakeFile file = new LakeFile(Dataset.DAILY, calls.day(), calls.host());
      Optional<LakeRecord> source = LakeRecord.read(calls.record(lake.folder()));
      if (calls.day().isBefore(open) && source.isPresent()) {
        Map<String, Long> madeOf = Map.of(source.get().sha256(), source.get().rows());
        boolean isKept =
            LakeRecord.read(file.record(lake.folder())).filter(LakeRecord::kept).isPresent();
        if (!isKept && !isDone(lake.folder(), file, madeOf)) {
          due.add(database -> writeTotals(lake, database, calls, madeOf));
        }
      }
    }
    return due;
  }

  private static Written writeTotals(
      Lake lake, DuckDb database, LakeFile calls, Map<String, Long> madeOf) throws IOException {
    LakeFile file = new LakeFile(Dataset.DAILY, calls.day(), calls.host());
    String stored = Dataset.CALLS.ofParquet(List.of(calls.in(lake.folder()).toString()));
    Path staged = file.staged(lake.folder());
    long rows = Lake.stage(database, DailyTotals.of(stored), staged, MOST_TOTALS);
    return new Written(file, lake.place(file, staged, rows, madeOf));
  }

  private static long bytes(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Few days have two rows about the same call, so lines go into a file as they are, without a
   * table between. What is written tells whether they must be merged.
   */
  private static Written write(Lake lake, DuckDb database, Day day) throws IOException {
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
      return new Written(file, lake.place(file, unmerged, rows, day.sizes()));
    }
    LakeRecord record =
        lake.write(
            database,
            file,
            "FROM (%s) ORDER BY %s".formatted(dataset.merged("(" + stored + ")"), dataset.time()),
            day.sizes());
    Files.deleteIfExists(unmerged);
    return new Written(file, record);
  }

  /** Whether all of these files is in the lake. */
  static boolean isDone(Path lake, LakeFile file, Map<String, Long> sizes) throws IOException {
    return Files.exists(file.in(lake))
        && LakeRecord.read(file.record(lake))
            .filter(record -> record.journal().equals(sizes))
            .isPresent();
  }
}
