package org.voiceagent.exporter.intake;

import java.nio.file.attribute.BasicFileAttributes;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.files.GuardedRoot;

/** Reads what the intake finds in the sessions folder. Called on the readers' threads. */
@FunctionalInterface
public interface CallReader {
  /** Reads a call's folder. */
  Reading read(CallFolder folder);

  /**
   * Reads a report that lies beside the folders of calls.
   *
   * @param name the file's name
   * @param seen how the file stood when it was looked at
   */
  default Reading readLoose(GuardedRoot root, String name, BasicFileAttributes seen) {
    return new Reading.Unfinished(name + " lies beside the folders of calls");
  }
}
