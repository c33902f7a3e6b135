package org.voiceagent.exporter.watch;

import java.io.IOException;

/** What one life of the watch tells about itself. */
interface WatchNotes {
  /** Everything is registered that can be. */
  void armed();

  /** The system allows no more watches: changes in some folders are not announced. */
  void full(IOException why);
}
