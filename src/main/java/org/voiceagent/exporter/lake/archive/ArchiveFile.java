package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.lake.NumberedDay;

/**
 * An archive: a ZIP file of the folders of one host whose age counts from one day, such as {@code
 * archive/pbx-1/2026-11-20.1.zip}. It is written once; only erasing calls replaces it by another
 * one.
 *
 * @param host the machine that wrote it; no other one does
 * @param day the day in UTC
 * @param number from 1, where one file would be too large, or some folders came later
 */
record ArchiveFile(String host, LocalDate day, int number) {
  static final Comparator<ArchiveFile> ORDER =
      Comparator.comparing(ArchiveFile::host)
          .thenComparing(ArchiveFile::day)
          .thenComparingInt(ArchiveFile::number);

  private static final String SUFFIX = ".zip";

  /** The archive of this path; empty if it is not one. */
  static Optional<ArchiveFile> of(Path path) {
    Path folder = path.getParent();
    return folder == null
        ? Optional.empty()
        : NumberedDay.of(path, SUFFIX)
            .map(
                name ->
                    new ArchiveFile(
                        String.valueOf(folder.getFileName()), name.day(), name.number()));
  }

  /**
   * All archives of all hosts, by host, day and number; none if there is no such folder.
   *
   * @throws IOException if a folder cannot be listed
   */
  static List<ArchiveFile> all(Path folder) throws IOException {
    List<ArchiveFile> all = new ArrayList<>();
    try (DirectoryStream<Path> hosts = Files.newDirectoryStream(folder)) {
      for (Path host : hosts) {
        if (Files.isDirectory(host)) {
          try (DirectoryStream<Path> files = Files.newDirectoryStream(host, "*" + SUFFIX)) {
            files.forEach(file -> of(file).ifPresent(all::add));
          }
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    all.sort(ORDER);
    return all;
  }

  /** Where it lies in the folder of all archives. */
  Path in(Path folder) {
    return folder.resolve(host).resolve(name() + SUFFIX);
  }

  /** Where its checksum lies. */
  Path record(Path folder) {
    return folder.resolve(host).resolve("_" + name() + ".json");
  }

  /** Where it is written before it is renamed. */
  Path staged(Path folder) {
    return folder.resolve(host).resolve("_" + name() + ArchiveStore.STAGED);
  }

  /** The archive of the same day that follows this one. */
  ArchiveFile next() {
    return new ArchiveFile(host, day, number + 1);
  }

  private String name() {
    return new NumberedDay(day, number).name();
  }
}
