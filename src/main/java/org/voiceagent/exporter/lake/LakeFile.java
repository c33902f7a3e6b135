package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Parquet file of a lake: all rows of one dataset, day and host. Such a file is never edited: a
 * new one is renamed over it.
 *
 * @param day in UTC
 * @param host the host that writes it; no other one does
 */
record LakeFile(Dataset dataset, LocalDate day, String host) {
  /** What the names of all begin with that no reader may take for data. */
  static final String HIDDEN = "_";

  private static final String DAY = "event_date=";
  private static final Pattern NAME = Pattern.compile("(.+)-[0-9a-f]{8}\\.parquet");

  /** The file of this path; empty if it is not one of a lake. */
  static Optional<LakeFile> of(Dataset dataset, Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    Path folder = path.getParent();
    String day = folder == null ? "" : String.valueOf(folder.getFileName());
    if (!name.matches() || !day.startsWith(DAY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LakeFile(dataset, LocalDate.parse(day.substring(DAY.length())), name.group(1)));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  /** The folder of its day. */
  Path folder(Path lake) {
    return lake.resolve(dataset.label()).resolve(DAY + day);
  }

  /** Where it lies in a lake. */
  Path in(Path lake) {
    return folder(lake).resolve(name() + ".parquet");
  }

  /** Where the record of it lies. */
  Path record(Path lake) {
    return folder(lake).resolve(HIDDEN + name() + ".json");
  }

  /** Where it is written before it is renamed. */
  Path staged(Path lake) {
    return lake.resolve(HIDDEN + "staging")
        .resolve(host)
        .resolve(dataset.label() + "-" + day + ".parquet");
  }

  /** Where its rows are written before those of the same key are merged. */
  Path unmerged(Path lake) {
    Path staged = staged(lake);
    return staged.resolveSibling(staged.getFileName() + ".unmerged");
  }

  private String name() {
    // The same for each writing of it, so that a new one takes the place of the old one.
    String of = (dataset.label() + "/" + day + "/" + host).toLowerCase(Locale.ROOT);
    return host
        + "-"
        + UUID.nameUUIDFromBytes(of.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString()
            .substring(0, 8);
  }
}
