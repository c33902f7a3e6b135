package org.voiceagent.exporter.intake;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known of a folder that has not been counted; small, because hostile or abandoned folders
 * may be many. Used by the intake's thread only.
 */
final class Candidate {
  private boolean seen;
  private long fingerprint;
  private boolean hasSummary;
  private Instant lastSign = Instant.EPOCH;
  private boolean readInVain;
  private long vainFingerprint;
  private long unchangedSinceNanos;
  private long idleAtNanos;
  private boolean seenChanging;
  private boolean writtenInPlace;
  private boolean lookPlanned;
  private byte failedReads;
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

  /**
   * Notes how the folder stands; a summary that changes between looks is written in place.
   *
   * @param untilIdleNanos for how long it may stay as it is before the call is taken for abandoned
   */
  void seen(FolderStamp now, long nanos, long untilIdleNanos) {
    if (seen && fingerprint == now.fingerprint()) {
      return;
    }
    seenChanging |= seen;
    writtenInPlace |= hasSummary;
    seen = true;
    fingerprint = now.fingerprint();
    hasSummary = now.summary().present();
    lastSign = now.lastSign();
    unchangedSinceNanos = nanos;
    idleAtNanos = nanos + untilIdleNanos;
    failedReads = 0;
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
    readInVain = seen;
    vainFingerprint = fingerprint;
  }

  /** Notes a reading that failed for a reason that may pass. */
  void failedToRead() {
    failedReads = (byte) Math.min(failedReads + 1, Byte.MAX_VALUE);
  }

  /** How many readings failed for such a reason. */
  int failedReads() {
    return failedReads;
  }

  /** Plans a look; false if one is planned already, which is enough. */
  boolean plansALook() {
    boolean first = !lookPlanned;
    lookPlanned = true;
    return first;
  }

  /** Whether a look is planned that was not taken yet. */
  boolean isLookPlanned() {
    return lookPlanned;
  }

  /** The planned look is taken now. */
  void plannedLookIsDue() {
    lookPlanned = false;
  }

  void become(State next) {
    state = next;
  }

  State state() {
    return state;
  }

  /** Whether the folder has been looked at, and not only heard of. */
  boolean isSeen() {
    return seen;
  }

  /** When the call last gave a sign. */
  Instant lastSign() {
    return lastSign;
  }

  /** Whether nothing has been written for so long that the call cannot be going on. */
  boolean isIdle(long nanos) {
    return nanos - idleAtNanos >= 0;
  }

  /** The fingerprint at which it was read in vain. */
  OptionalLong vain() {
    return readInVain ? OptionalLong.of(vainFingerprint) : OptionalLong.empty();
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
