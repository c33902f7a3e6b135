package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deletes what the journal and the lake no longer keep. Needs no database, unless a file of the
 * lake is due and some calls are held. Files of other hosts are left to them. Not thread-safe.
 */
public final class LakeTiers {
  private static final int MEMORY_MEBIBYTES = 256;

  private final LakeSettings settings;
  private final Set<String> held;

  /**
   * The tiers of these settings.
   *
   * @param held the ids of the calls under legal hold: a day with a row of one is kept as it is
   */
  public LakeTiers(LakeSettings settings, Set<String> held) {
    this.settings = settings;
    this.held = Set.copyOf(held);
  }

  /**
   * Deletes all files whose time is over.
   *
   * @param dryRun whether to delete nothing
   * @return a line for each of them
   * @throws IOException if a file cannot be deleted; those before it are
   */
  public List<String> run(Instant now, boolean dryRun) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Lake lake = Lake.open(settings)) {
      LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
      for (Dataset dataset : Dataset.values()) {
        Map<Path, LakeFile> files = new TreeMap<>();
        for (TierPlan.Step one :
            TierPlan.ofDays(days(lake, dataset, files, today), settings, today).steps()) {
          lines.add(one.inWords());
          if (!dryRun) {
            delete(lake, one.path(), files);
          }
        }
      }
    }
    return lines;
  }

  private static void delete(Lake lake, Path path, Map<Path, LakeFile> files) throws IOException {
    if (files.containsKey(path)) {
      lake.remove(files.get(path));
    } else {
      Files.deleteIfExists(path);
    }
  }

  private List<TierPlan.Day> days(
      Lake lake, Dataset dataset, Map<Path, LakeFile> files, LocalDate today) throws IOException {
    Map<LocalDate, List<Path>> journal = JournalFolder.days(settings.journal(), dataset);
    Set<LocalDate> all = new TreeSet<>(journal.keySet());
    lake.own(dataset).forEach(file -> all.add(file.day()));
    List<TierPlan.Day> days = new ArrayList<>();
    for (LocalDate day : all) {
      LakeFile file = new LakeFile(dataset, day, settings.host());
      files.put(file.in(lake.folder()), file);
      List<Path> lines = journal.getOrDefault(day, List.of());
      Path stored = file.in(lake.folder());
      boolean isStored = Files.exists(stored);
      days.add(
          new TierPlan.Day(
              day,
              lines,
              stored,
              isStored,
              LakeExport.isDone(lake.folder(), file, JournalFolder.sizes(lines)),
              TierPlan.isOlder(day, settings.warm(), today)
                  && (areHeld(lines) || (isStored && isHeld(lake, file)))));
    }
    return days;
  }

  private boolean areHeld(List<Path> journal) throws IOException {
    boolean[] found = {false};
    if (!held.isEmpty()) {
      for (Path file : journal) {
        JournalFolder.forEachLine(
            file, line -> found[0] |= LakeErasure.call(line).filter(held::contains).isPresent());
      }
    }
    return found[0];
  }

  /** Totals of a day name no call. */
  private boolean isHeld(Lake lake, LakeFile file) throws IOException {
    if (held.isEmpty() || !Dataset.JOURNALED.contains(file.dataset())) {
      return false;
    }
    try (DuckDb database = lake.database(MEMORY_MEBIBYTES)) {
      database.table("held", "call", held);
      return database.rowsOf("held", file.in(lake.folder())) > 0;
    }
  }
}
