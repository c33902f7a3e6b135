package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the folder of a counted call stood when it was last read.
 *
 * @param fingerprint of its files; empty if it has not been read since the start
 * @param settled its stamp, if no later change can have left the times in it as they are
 */
record CountedFolder(OptionalLong fingerprint, Optional<FolderStamp> settled) {
  /** Counted before the start, and not read since. */
  static final CountedFolder UNREAD = new CountedFolder(OptionalLong.empty(), Optional.empty());

  /** File systems keep times as coarsely as 2 s, so a fresh time may stand for two changes. */
  private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

  /** Read when its files had this fingerprint. */
  static CountedFolder at(long fingerprint) {
    return new CountedFolder(OptionalLong.of(fingerprint), Optional.empty());
  }

  /** Read, or found unchanged, when it stood like this. */
  static CountedFolder at(FolderStamp stamp, Instant now) {
    boolean settled = stamp.newest().isBefore(now.minus(COARSEST_CLOCK));
    return new CountedFolder(
        OptionalLong.of(stamp.fingerprint()), Optional.of(stamp).filter(any -> settled));
  }

  boolean isAt(long other) {
    return fingerprint.isPresent() && fingerprint.getAsLong() == other;
  }
}
