package org.voiceagent.exporter.intake;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A call's folder that has not been counted. Small, because there may be many hostile or abandoned
 * folders. Used by the intake's thread only.
 *
 * <pre>
 *                    a file changes
 *             +--------------------------+
 *             v                          |
 *   new --&gt; ACTIVE --- idle time over --&gt; ABANDONED
 *             |  ^
 *             |  +-- a file changes --+
 *             |                       |
 *             +-- settled, unusable --&gt; REFUSED
 *             |
 *             +-- complete, and settled or in the contract's order --&gt; recorded --&gt; (counted)
 * </pre>
 *
 * <p>A folder that is deleted, counted or forgotten leaves the diagram: it is no candidate any
 * more. A folder whose name is not a call id stays REFUSED whatever is written to it.
 */
final class Candidate {
  private boolean seen;
  private long fingerprint;
  private boolean hasSummary;
  private Instant lastSign = Instant.EPOCH;
  private boolean uselesslyRead;
  private long uselessFingerprint;
  private long unchangedSinceNanos;
  private long idleAtNanos;
  private boolean seenChanging;
  private boolean writtenInPlace;
  private boolean recheckPlanned;
  private byte failedReads;
  private State state = State.ACTIVE;

  /** What is to be expected of the folder. */
  enum State {
    /** The call goes on, or is being written. */
    ACTIVE,
    /** Nothing was written for the idle time, and there is no complete summary. */
    ABANDONED,
    /** The session cannot be used until its files change. */
    REFUSED
  }

  /**
   * Notes what a probe saw; a summary that changes between probes is being written in place.
   *
   * @param untilIdleNanos how long it may stay unchanged before the call counts as abandoned
   */
  void seen(FolderStamp now, long nanos, long untilIdleNanos) {
    if (seen && fingerprint == now.fingerprint()) {
      return;
    }
    seenChanging |= seen;
    writtenInPlace |= hasSummary;
    seen = true;
    fingerprint = now.fingerprint();
    hasSummary = now.end().present();
    lastSign = now.lastSign();
    unchangedSinceNanos = nanos;
    idleAtNanos = nanos + untilIdleNanos;
    failedReads = 0;
    state = State.ACTIVE;
  }

  /** Notes that the folder was seen changing before its first probe. */
  void seenChanging() {
    seenChanging = true;
  }

  /** Whether the call goes on, and the last probe saw no summary. */
  boolean isWithoutSummary() {
    return seen && !hasSummary && state == State.ACTIVE;
  }

  /**
   * Notes that something was written since the last probe.
   *
   * @param untilIdleNanos how long it may stay unchanged before the call counts as abandoned
   */
  void signOfLife(Instant at, long nanos, long untilIdleNanos) {
    seenChanging = true;
    lastSign = at;
    unchangedSinceNanos = nanos;
    idleAtNanos = nanos + untilIdleNanos;
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

  /** Notes that the folder need not be read again before its files change. */
  void uselesslyRead() {
    uselesslyRead = seen;
    uselessFingerprint = fingerprint;
  }

  /** Notes a reading that failed for a reason that may be temporary. */
  void failedToRead() {
    failedReads = (byte) Math.min(failedReads + 1, Byte.MAX_VALUE);
  }

  /** How many readings failed for such a reason since the files last changed. */
  int failedReads() {
    return failedReads;
  }

  /** Notes a planned recheck; false if one is planned already, which is enough. */
  boolean planRecheck() {
    boolean first = !recheckPlanned;
    recheckPlanned = true;
    return first;
  }

  /** Whether a recheck is planned and not yet due. */
  boolean isRecheckPlanned() {
    return recheckPlanned;
  }

  /** The planned recheck is due now. */
  void recheckIsDue() {
    recheckPlanned = false;
  }

  void become(State next) {
    state = next;
  }

  State state() {
    return state;
  }

  /** Whether the folder has been probed, and not only announced. */
  boolean isSeen() {
    return seen;
  }

  /** When something was last written for the call, by file times. */
  Instant lastSign() {
    return lastSign;
  }

  /** Whether nothing has been written for so long that the call cannot be going on. */
  boolean isIdle(long nanos) {
    return nanos - idleAtNanos >= 0;
  }

  /** The fingerprint at which the folder need not be read again; empty if it must be read. */
  OptionalLong uselessFingerprint() {
    return uselesslyRead ? OptionalLong.of(uselessFingerprint) : OptionalLong.empty();
  }

  /** Whether every probe saw the same files. */
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
