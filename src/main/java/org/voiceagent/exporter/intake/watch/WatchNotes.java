package org.voiceagent.exporter.intake.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** What one life of the watch tells about itself. */
interface WatchNotes {
  /** Everything is registered that can be. */
  void armed();

  /** The system allows no more watches: changes in some folders are not announced. */
  void full(IOException why);

  /**
   * Permissions keep this program from watching a call's folder.
   *
   * @param folder the folder
   */
  void closed(Path folder, AccessDeniedException why);
}
