package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * A file of the journal, named after the day on which its calls ended or its events happened, and a
 * number: {@code 2026-11-20.3.jsonl}.
 *
 * @param dataset the name of its folder, such as {@code calls}
 * @param day the day in UTC
 * @param number from 1; a further file begins when one has become large
 */
record JournalFile(String dataset, LocalDate day, int number) {
  static final Comparator<JournalFile> ORDER =
      Comparator.comparing(JournalFile::dataset)
          .thenComparing(JournalFile::day)
          .thenComparingInt(JournalFile::number);

  private static final String SUFFIX = ".jsonl";

  /** The file of this path; empty if it is not one of the journal. */
  static Optional<JournalFile> of(Path path) {
    Path folder = path.getParent();
    return folder == null
        ? Optional.empty()
        : NumberedDay.of(path, SUFFIX)
            .map(
                name ->
                    new JournalFile(
                        String.valueOf(folder.getFileName()), name.day(), name.number()));
  }

  /** The file that continues this one. */
  JournalFile next() {
    return new JournalFile(dataset, day, number + 1);
  }

  /** Where it lies in a journal. */
  Path in(Path journal) {
    return journal.resolve(dataset).resolve(new NumberedDay(day, number).name() + SUFFIX);
  }
}
