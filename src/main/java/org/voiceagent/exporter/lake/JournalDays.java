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
import java.util.TreeMap;

/**
 * The days of a journal that are not in the lake as they are: not exported yet, or extended since.
 *
 * @param newer the files of these days
 * @param extended the files of the lake that hold a part of them
 */
record JournalDays(List<String> newer, Set<LakeFile> extended) {

  /** Compares the journal of this host with what its lake holds. */
  static JournalDays of(LakeSettings settings, Dataset dataset) throws IOException {
    Map<LocalDate, Map<String, Long>> sizes = new TreeMap<>();
    Map<LocalDate, List<String>> files = new TreeMap<>();
    for (JournalFile file : JournalFolder.files(settings.journal())) {
      if (file.dataset().equals(dataset.label())) {
        Path path = file.in(settings.journal()).toAbsolutePath();
        sizes
            .computeIfAbsent(file.day(), any -> new TreeMap<>())
            .put(String.valueOf(path.getFileName()), Files.size(path));
        files.computeIfAbsent(file.day(), any -> new ArrayList<>()).add(path.toString());
      }
    }
    List<String> newer = new ArrayList<>();
    Set<LakeFile> extended = new HashSet<>();
    for (Map.Entry<LocalDate, Map<String, Long>> day : sizes.entrySet()) {
      LakeFile file = new LakeFile(dataset, day.getKey(), settings.host());
      if (!LakeExport.isDone(settings.folder(), file, day.getValue())) {
        newer.addAll(files.get(day.getKey()));
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
