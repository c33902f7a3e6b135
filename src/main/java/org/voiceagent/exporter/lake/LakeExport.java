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
import java.util.TreeMap;

/**
 * Writes closed days of the journal into the lake: one file for each dataset, day and host. A day
 * that got more lines since is written again as a whole, together with what its file holds, and
 * renamed over it. Running it again without new lines changes nothing. Not thread-safe.
 */
public final class LakeExport {
  /** How long a day is left open after its end, for calls that are counted late. */
  private static final Duration OPEN = Duration.ofHours(1);

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
    List<Written> written = new ArrayList<>();
    try (Lake lake = Lake.open(settings);
        DuckDb database = lake.database()) {
      for (Dataset dataset : Dataset.values()) {
        for (Map.Entry<LocalDate, List<Path>> day : days(dataset).entrySet()) {
          LakeFile file = new LakeFile(dataset, day.getKey(), settings.host());
          Map<String, Long> sizes = sizes(day.getValue());
          if (day.getKey().isBefore(open) && !isDone(lake.folder(), file, sizes)) {
            LakeRecord record = write(lake, database, file, day.getValue(), sizes);
            written.add(new Written(dataset, day.getKey(), record.rows(), record.bytes()));
          }
        }
      }
    }
    return written;
  }

  private static LakeRecord write(
      Lake lake, DuckDb database, LakeFile file, List<Path> journal, Map<String, Long> sizes)
      throws IOException {
    Dataset dataset = file.dataset();
    String lines = dataset.ofJournal(journal.stream().map(Path::toString).toList());
    if (Files.exists(file.in(lake.folder()))) {
      lines =
          lines
              + " UNION ALL BY NAME "
              + dataset.ofParquet(List.of(file.in(lake.folder()).toString()));
    }
    database.run("CREATE OR REPLACE TEMP TABLE lines AS " + lines);
    long repeated =
        database.number("SELECT count(*) - count(DISTINCT %s) FROM lines".formatted(dataset.key()));
    String rows = repeated == 0 ? "lines" : "(" + dataset.merged("lines") + ")";
    return lake.write(database, file, "SELECT * FROM " + rows, sizes);
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
