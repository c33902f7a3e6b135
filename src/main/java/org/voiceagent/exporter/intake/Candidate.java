package org.voiceagent.exporter.intake;

import java.util.Optional;

/** What is known of a folder that has not been counted. Used by the intake's thread only. */
final class Candidate {
  private Optional<FolderStamp> stamp = Optional.empty();
  private Optional<FolderStamp> vain = Optional.empty();
  private long unchangedSinceNanos;
  private boolean seenChanging;
  private boolean writtenInPlace;
  private State state = State.ACTIVE;

  /** What to make of the folder for now. */
  enum State {
    /** The call goes on, or is being written. */
    ACTIVE,
    /** The call went quiet without an end. */
    ABANDONED,
    /** The session cannot be used until its files change. */
    REFUSED
  }

  /** Notes how the folder stands; a summary that changes between looks is written in place. */
  void seen(FolderStamp now, long nanos) {
    if (stamp.isPresent() && stamp.get().sameFiles(now)) {
      return;
    }
    seenChanging |= stamp.isPresent();
    writtenInPlace |= stamp.filter(before -> before.summary().present()).isPresent();
    stamp = Optional.of(now);
    unchangedSinceNanos = nanos;
    state = State.ACTIVE;
  }

  /** Notes that the summary was seen unfinished or being written. */
  void inPlace() {
    writtenInPlace = true;
  }

  /** Notes that something was written while the folder was read. */
  void disturbed(long nanos) {
    seenChanging = true;
    writtenInPlace = true;
    unchangedSinceNanos = nanos;
  }

  /** Notes that reading the folder as it stands leads nowhere. */
  void readInVain() {
    vain = stamp;
  }

  void become(State next) {
    state = next;
  }

  State state() {
    return state;
  }

  Optional<FolderStamp> stamp() {
    return stamp;
  }

  /** The stamp at which it was read in vain. */
  Optional<FolderStamp> vain() {
    return vain;
  }

  /** Whether it stood the same at every look. */
  boolean isUnmoved() {
    return !seenChanging;
  }

  boolean isWrittenInPlace() {
    return writtenInPlace;
  }

  long unchangedSinceNanos() {
    return unchangedSinceNanos;
  }
}
