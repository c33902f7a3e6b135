package org.voiceagent.exporter.artifact;

import java.util.Optional;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Transcript;

/** What came of reading the file that ends a call. */
sealed interface Summary {
  /**
   * The whole file was read.
   *
   * @param fields the fields of the call that it has
   * @param transcript what was said, if the file holds that; a transcript file wins
   * @param snapshot the engine's configuration, if the file holds that; a snapshot file wins
   */
  record Whole(
      SummaryFields fields, Optional<Transcript> transcript, Optional<ConfigSnapshot> snapshot)
      implements Summary {
    /** A summary of nothing but fields. */
    Whole(SummaryFields fields) {
      this(fields, Optional.empty(), Optional.empty());
    }

    /**
     * This with what another report of the same call adds; one that cannot be read is named.
     *
     * @param file the file of the other report
     */
    Whole completedFrom(Summary other, ArtifactFile file) {
      if (other instanceof Whole more) {
        fields.completeFrom(more.fields());
        return new Whole(fields, transcript.or(more::transcript), snapshot.or(more::snapshot));
      }
      fields.note(new Finding(file.fileName(), 0, "file", reason(other), why(other)));
      return this;
    }

    private static Reason reason(Summary unread) {
      return unread instanceof Broken broken && broken.isBeyondLimit()
          ? Reason.LIMIT
          : Reason.BROKEN;
    }

    private static String why(Summary unread) {
      return unread instanceof Broken broken ? broken.why() : ((Unfinished) unread).why();
    }
  }

  /** The file ends before its content does; where and why, as a sentence fragment. */
  record Unfinished(int line, String why) implements Summary {
    /** Nothing is there yet. */
    static Unfinished empty() {
      return new Unfinished(0, "is empty");
    }
  }

  /** The file is complete but no summary. */
  record Broken(RejectReason reason, int line, String why) implements Summary {
    /** Whether the file may be a good one, only too large or too slow to read. */
    boolean isBeyondLimit() {
      return reason == RejectReason.TOO_LARGE || reason == RejectReason.READ_TIME;
    }
  }
}
