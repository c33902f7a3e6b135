package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.time.Instant;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;

/**
 * Whether a whole summary may be taken now. A JSON object is never whole before its last brace, so
 * the summary itself is safe to read; the request is only whether its companions may still be
 * written, because some engines write files in place, in pieces, in any order.
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
   * Whether nothing has been written for the settle time: by our own watch, or by the file times,
   * which tell at once for folders that are old when they are first seen. A time in the future
   * tells nothing, nor does any time of a folder that was seen changing: a file server's clock may
   * be behind ours.
   */
  boolean isSettled(Candidate candidate, FolderStamp stamp, long nanos, Instant now) {
    return nanos - candidate.unchangedSinceNanos() >= settleNanos
        || (candidate.isUnmoved() && !stamp.newest().isAfter(now.minus(settle)));
  }

  /**
   * Whether the session need not settle: it came in the contract's order, nothing of it was seen
   * being written in place, and its transcript ends with a whole line.
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
