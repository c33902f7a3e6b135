package org.voiceagent.exporter.retention;

import java.time.Instant;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.files.FolderMeasure;

/**
 * What the planner knows about a folder.
 *
 * @param name the folder's name
 * @param status whether the call is counted, going on, or will never be counted
 * @param measure how large it is and how recent
 * @param notes what its summary says about how long it may be kept
 */
public record FolderFacts(
    String name, FolderStatus status, FolderMeasure measure, RetentionNotes notes) {

  /** These facts about a call that is known to be going on, unless it was counted. */
  FolderFacts ofOpenCall() {
    return status == FolderStatus.COUNTED
        ? this
        : new FolderFacts(name, FolderStatus.ACTIVE, measure, notes);
  }

  /** These facts about a call under legal hold. */
  FolderFacts ofHeldCall() {
    return new FolderFacts(name, FolderStatus.HELD, measure, notes);
  }

  /** When its age starts. */
  public Instant since() {
    return measure.since();
  }
}
