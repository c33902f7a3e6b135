package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deletes what the journal and the lake no longer keep. Needs no database. Files of other hosts are
 * left to them. Not thread-safe.
 */
public final class LakeTiers {
  private final LakeSettings settings;

  /** The tiers of these settings. */
  public LakeTiers(LakeSettings settings) {
    this.settings = settings;
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
        for (Expiry.Deletion one :
            Expiry.plan(days(lake, dataset, files), settings, today).deletions()) {
          lines.add(
              "%s: older than lake.%s"
                  .formatted(one.path(), one.limit().name().toLowerCase(Locale.ROOT)));
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

  private List<Expiry.Day> days(Lake lake, Dataset dataset, Map<Path, LakeFile> files)
      throws IOException {
    Map<LocalDate, List<Path>> journal = JournalFolder.days(settings.journal(), dataset);
    Set<LocalDate> all = new TreeSet<>(journal.keySet());
    lake.own(dataset).forEach(file -> all.add(file.day()));
    List<Expiry.Day> days = new ArrayList<>();
    for (LocalDate day : all) {
      LakeFile file = new LakeFile(dataset, day, settings.host());
      files.put(file.in(lake.folder()), file);
      List<Path> lines = journal.getOrDefault(day, List.of());
      days.add(
          new Expiry.Day(
              day,
              lines,
              file.in(lake.folder()),
              Files.exists(file.in(lake.folder())),
              LakeExport.isDone(lake.folder(), file, JournalFolder.sizes(lines))));
    }
    return days;
  }
}
