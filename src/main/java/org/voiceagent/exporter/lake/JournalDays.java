package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The days of a journal that are not in the lake as they are: not exported yet, or extended since.
 *
 * @param newer the files of these days
 * @param extended the files of the lake that hold a part of them
 */
record JournalDays(List<String> newer, Set<LakeFile> extended) {

  /** Compares the journal of this host with what its lake holds. */
  static JournalDays of(LakeSettings settings, Dataset dataset) throws IOException {
    List<String> newer = new ArrayList<>();
    Set<LakeFile> extended = new HashSet<>();
    Map<LocalDate, List<Path>> days = JournalFolder.days(settings.journal(), dataset);
    for (Map.Entry<LocalDate, List<Path>> day : days.entrySet()) {
      LakeFile file = new LakeFile(dataset, day.getKey(), settings.host());
      if (!LakeExport.isDone(settings.folder(), file, JournalFolder.sizes(day.getValue()))) {
        day.getValue().forEach(path -> newer.add(path.toAbsolutePath().toString()));
        if (Files.exists(file.in(settings.folder()))) {
          extended.add(file);
        }
      }
    }
    return new JournalDays(newer, extended);
  }

  /** Whether the journal has more than this file of the lake. */
  boolean isNewerThan(LakeFile file) {
    return extended.contains(file);
  }
}
