package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes and what stays, as of one moment.
 *
 * @param at the moment
 * @param removals what goes, the oldest first
 * @param folders how many folders there are, those that go included
 * @param bytes how many bytes they take together
 * @param oldestKept since when the oldest counted call is there that stays
 */
public record Plan(
    Instant at, List<Removal> removals, int folders, long bytes, Optional<Instant> oldestKept) {

  /** Keeps a copy of the list. */
  public Plan {
    removals = List.copyOf(removals);
  }

  /**
   * A folder that goes.
   *
   * @param folder what is known of it
   * @param reason why
   */
  public record Removal(FolderFacts folder, Reason reason) {
    /** Its age at a moment. */
    Duration age(Instant at) {
      return Duration.between(folder.since(), at);
    }
  }

  /** How many bytes go. */
  public long bytesRemoved() {
    return removals.stream().mapToLong(removal -> removal.folder().measure().bytes()).sum();
  }

  /** How many files go. */
  public long filesRemoved() {
    return removals.stream().mapToLong(removal -> removal.folder().measure().files()).sum();
  }
}
