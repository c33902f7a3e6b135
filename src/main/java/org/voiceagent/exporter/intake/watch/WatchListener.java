package org.voiceagent.exporter.intake.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Learns what a {@link FolderWatch} can watch and what it cannot. Called by the watch's thread. */
interface WatchListener {
  /** Everything is registered that can be. */
  void armed();

  /** The system allows no more watches: changes in some folders are not announced. */
  void full(IOException why);

  /** Permissions keep this program from watching a call's folder. */
  void closed(Path folder, AccessDeniedException why);
}
