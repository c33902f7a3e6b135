package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.time.Instant;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;

/**
 * Decides whether a session with a complete summary may be counted now. A JSON object is never
 * complete before its last brace, so the summary itself is safe to read. But the other files may
 * still be written, because some engines write files in place, in pieces, in any order.
 */
final class Completeness {
  /** A summary this small, such as {@code {}}, may be a placeholder. */
  private static final int TELLING_BYTES = 16;

  private final long settleNanos;
  private final Duration settle;

  Completeness(Duration settle) {
    this.settle = settle;
    this.settleNanos = settle.toNanos();
  }

  /**
   * Whether nothing has been written for the settle time. Either the folder was seen unchanged for
   * that long, or it is seen for the first time and its file times are that old. File times in the
   * future prove nothing; neither do those of a folder that was seen changing, because a file
   * server's clock may be behind ours.
   */
  boolean isSettled(Candidate candidate, FolderStamp stamp, long nanos, Instant now) {
    return nanos - candidate.unchangedSinceNanos() >= settleNanos
        || (candidate.isUnmoved() && !stamp.newest().isAfter(now.minus(settle)));
  }

  /**
   * Whether the session need not settle: its files came in the contract's order, none was seen
   * being written in place, and its transcript ends with a complete line.
   */
  boolean isTakenAtOnce(Candidate candidate, FolderStamp stamp, CallSession session) {
    return !candidate.isWrittenInPlace()
        && stamp.inOrder()
        && stamp.end().size() >= TELLING_BYTES
        && session.findings().stream().noneMatch(Completeness::isHalfATranscript);
  }

  private static boolean isHalfATranscript(Finding finding) {
    return finding.reason() == Finding.Reason.HALF_WRITTEN
        && finding.file().equals(ArtifactFile.TRANSCRIPT.fileName());
  }
}
