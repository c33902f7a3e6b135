package org.voiceagent.exporter.retention;

import java.time.Instant;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.files.FolderMeasure;

/**
 * What the plan knows of a folder.
 *
 * @param name the folder's name
 * @param standing how far the daemon is with the call
 * @param measure how large it is and how recent
 * @param notes what its summary says of how long it may stay
 */
public record FolderFacts(
    String name, Standing standing, FolderMeasure measure, RetentionNotes notes) {

  /** The same of a call that is known to go on, unless it was counted. */
  FolderFacts ofOpenCall() {
    return standing == Standing.COUNTED
        ? this
        : new FolderFacts(name, Standing.ACTIVE, measure, notes);
  }

  /** The moment its age counts from. */
  Instant since() {
    return measure.since();
  }
}
