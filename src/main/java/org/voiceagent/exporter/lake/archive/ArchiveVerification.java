package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares every archive of all hosts, and every file in it, with the checksums from when it was
 * written.
 *
 * @param files how many archives there are
 * @param problems what is wrong, one line each
 */
public record ArchiveVerification(int files, List<String> problems) {
  /** Copies the list. */
  public ArchiveVerification {
    problems = List.copyOf(problems);
  }

  /**
   * Reads all archives.
   *
   * @throws IOException if a folder cannot be listed
   */
  public static ArchiveVerification of(ArchiveSettings settings) throws IOException {
    List<String> problems = new ArrayList<>();
    List<ArchiveFile> files = ArchiveFile.all(settings.folder());
    for (ArchiveFile file : files) {
      problem(settings.folder(), file).ifPresent(problems::add);
    }
    return new ArchiveVerification(files.size(), problems);
  }

  /** What is wrong with an archive; empty if nothing is, or it is gone. */
  static Optional<String> problem(Path folder, ArchiveFile file) throws IOException {
    Optional<ArchiveRecord> record = ArchiveRecord.read(file.record(folder));
    Optional<String> fault = problem(folder, file, record);
    // It may have been replaced or deleted while it was read.
    while (fault.isPresent() && !ArchiveRecord.read(file.record(folder)).equals(record)) {
      record = ArchiveRecord.read(file.record(folder));
      fault = problem(folder, file, record);
    }
    return Files.exists(file.in(folder)) ? fault : Optional.empty();
  }

  private static Optional<String> problem(
      Path folder, ArchiveFile file, Optional<ArchiveRecord> record) {
    if (record.isEmpty()) {
      return Optional.of(file.in(folder) + ": its checksum is missing");
    }
    // Either may be there, also while this reads.
    return ArchiveStore.fault(
        file.in(folder), List.of(record.get().sha256(), record.get().previousSha256()));
  }
}
