package org.voiceagent.exporter.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds and removes the rows of single calls in the journal and in those files of the lake that
 * this host wrote. A file is found by its Bloom filter, written again without the rows, and renamed
 * over the old one. Repeating it does no harm. Thread-safe.
 */
public final class LakeErasure {
  /** What a daemon's memory has room for. */
  private static final int MEMORY_MEBIBYTES = 128;

  /** For more calls than this, reading the column of ids is faster than asking every filter. */
  private static final int MOST_PROBED = 32;

  private static final byte[] CALL = "{\"call_uuid\":\"".getBytes(UTF_8);
  private static final String CALLER = "\"caller_hash\":\"";

  private final LakeSettings settings;
  private final Journal journal;

  private LakeErasure(LakeSettings settings, Journal journal) {
    this.settings = settings;
    this.journal = journal;
  }

  /** Of a running daemon, which appends to the journal meanwhile. */
  public static LakeErasure of(LakeSettings settings, LakeJournal running) {
    return new LakeErasure(settings, running.lines());
  }

  /** While no daemon appends to the journal. */
  public static LakeErasure atRest(LakeSettings settings) {
    return new LakeErasure(settings, new Journal(settings.journal()));
  }

  /**
   * Whether there is a row of the call.
   *
   * @throws IOException if the journal or the lake cannot be read
   */
  public synchronized boolean knows(String call) throws IOException {
    return !journaled(line -> call(line).filter(call::equals).isPresent()).isEmpty()
        || (hasFiles() && remaining(Set.of(call)) > 0);
  }

  /**
   * The ids of a caller's calls.
   *
   * @param hash of the caller, as the lake has it
   * @throws IOException if the journal or the lake cannot be read
   */
  public synchronized Set<String> ofCaller(String hash) throws IOException {
    String wanted = CALLER + hash + "\"";
    Set<String> calls =
        new LinkedHashSet<>(journaled(line -> new String(line, UTF_8).contains(wanted)));
    if (hasFiles()) {
      try (Lake lake = Lake.waitFor(settings);
          DuckDb database = lake.database(MEMORY_MEBIBYTES)) {
        for (LakeFile file : lake.own(Dataset.CALLS)) {
          calls.addAll(
              database.texts(
                  "SELECT call_uuid FROM read_parquet(%s) WHERE caller_hash = %s"
                      .formatted(DuckDb.quoted(file.in(lake.folder())), DuckDb.quoted(hash))));
        }
      }
    }
    return calls;
  }

  /**
   * Removes all rows of these calls.
   *
   * @return how many rows went
   * @throws MissingAddOnException if the lake has files and DuckDB is not installed; the journal is
   *     clean by then
   * @throws IOException if something could not be written; do it again
   */
  public synchronized long forget(Set<String> calls) throws IOException {
    Predicate<byte[]> unwanted = line -> call(line).filter(calls::contains).isPresent();
    if (!hasFiles()) {
      return journal.remove(unwanted);
    }
    try (Lake lake = Lake.waitFor(settings)) {
      long removed = journal.remove(unwanted);
      try (DuckDb database = lake.database(MEMORY_MEBIBYTES)) {
        database.table("forgotten", "call", calls);
        for (Dataset dataset : Dataset.JOURNALED) {
          for (LakeFile file : lake.own(dataset)) {
            removed += remove(lake, database, file, calls);
          }
        }
      }
      return removed;
    }
  }

  /**
   * The proof: how many rows of these calls are left in all files of the lake, those of other hosts
   * included.
   *
   * @throws IOException if the lake cannot be read
   */
  public synchronized long remaining(Set<String> calls) throws IOException {
    long left = 0;
    try (Lake lake = Lake.waitFor(settings);
        DuckDb database = lake.database(MEMORY_MEBIBYTES)) {
      database.table("forgotten", "call", calls);
      for (Dataset dataset : Dataset.JOURNALED) {
        for (LakeFile file : Lake.files(lake.folder(), dataset)) {
          left += mayHold(lake, database, file, calls) ? count(lake, database, file) : 0;
        }
      }
    }
    return left;
  }

  private boolean hasFiles() throws IOException {
    for (Dataset dataset : Dataset.JOURNALED) {
      if (!Lake.files(settings.folder(), dataset).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Nothing of the journal is noted, because it has changed: the next export compares the two. */
  private static long remove(Lake lake, DuckDb database, LakeFile file, Set<String> calls)
      throws IOException {
    long rows = mayHold(lake, database, file, calls) ? count(lake, database, file) : 0;
    if (rows > 0) {
      lake.keep(new LakeFile(Dataset.DAILY, file.day(), file.host()));
      lake.write(
          database,
          file,
          file.dataset().ofParquet(List.of(file.in(lake.folder()).toString()))
              + " WHERE call_uuid IS NULL OR call_uuid NOT IN (FROM forgotten)",
          Map.of());
    }
    return rows;
  }

  private static long count(Lake lake, DuckDb database, LakeFile file) throws IOException {
    return database.rowsOf("forgotten", file.in(lake.folder()));
  }

  private static boolean mayHold(Lake lake, DuckDb database, LakeFile file, Set<String> calls)
      throws IOException {
    if (calls.size() > MOST_PROBED) {
      return true;
    }
    for (String call : calls) {
      String probe =
          "SELECT count(*) FROM parquet_bloom_probe(%s, 'call_uuid', %s)"
              .formatted(DuckDb.quoted(file.in(lake.folder())), DuckDb.quoted(call));
      if (database.number(probe + " WHERE NOT bloom_filter_excludes") > 0) {
        return true;
      }
    }
    return false;
  }

  private Set<String> journaled(Predicate<byte[]> wanted) throws IOException {
    Set<String> calls = new LinkedHashSet<>();
    journal.flush();
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      JournalFolder.forEachLine(
          file.in(settings.journal()),
          line -> {
            if (wanted.test(line)) {
              call(line).ifPresent(calls::add);
            }
          });
    }
    return calls;
  }

  /** The call of a line, which comes first in it; empty if it has none. */
  static Optional<String> call(byte[] line) {
    if (line.length <= CALL.length) {
      return Optional.empty();
    }
    for (int i = 0; i < CALL.length; i++) {
      if (line[i] != CALL[i]) {
        return Optional.empty();
      }
    }
    int end = CALL.length;
    while (end < line.length && line[end] != '"') {
      end++;
    }
    return Optional.of(new String(line, CALL.length, end - CALL.length, UTF_8));
  }
}
