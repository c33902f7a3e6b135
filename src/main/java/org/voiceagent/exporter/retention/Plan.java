package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to remove and what to keep, as of one moment.
 *
 * @param at the moment
 * @param removals what to remove, oldest first
 * @param folders how many folders there are, including those to remove
 * @param bytes how many bytes they take in all
 * @param oldestKept when the age of the oldest counted call starts that is kept
 */
public record Plan(
    Instant at, List<Removal> removals, int folders, long bytes, Optional<Instant> oldestKept) {

  /** Keeps a copy of the list. */
  public Plan {
    removals = List.copyOf(removals);
  }

  /**
   * A folder to remove.
   *
   * @param folder what is known about it
   * @param reason why
   */
  public record Removal(FolderFacts folder, Reason reason) {
    /** Its age at a moment. */
    Duration age(Instant at) {
      return Duration.between(folder.since(), at);
    }
  }

  /** How many bytes are to be removed. */
  public long bytesRemoved() {
    return removals.stream().mapToLong(removal -> removal.folder().measure().bytes()).sum();
  }

  /** How many files are to be removed. */
  public long filesRemoved() {
    return removals.stream().mapToLong(removal -> removal.folder().measure().files()).sum();
  }
}
