package org.voiceagent.exporter.retention;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.Printable;

/**
 * Logs the folders among the sessions that are not sessions: each once, and by name if there are
 * few. Not thread-safe.
 */
final class OtherFolders {
  private static final Logger logger = LoggerFactory.getLogger(OtherFolders.class);

  private static final int MOST_NAMED = 5;
  private static final int MOST_KNOWN = 10_000;

  private final Set<String> told = new HashSet<>();
  private final List<String> named = new ArrayList<>();
  private int fresh;

  /** Remembers one until {@link #tell}. */
  void add(String name) {
    if (told.size() < MOST_KNOWN && told.add(name)) {
      fresh++;
      if (named.size() < MOST_NAMED) {
        named.add("\"" + Printable.of(name) + "\"");
      }
    }
  }

  /** Logs those that were added since the last time, if any. */
  void tell() {
    if (fresh > 0) {
      logger.warn(
          "{} folders in the sessions folder are not sessions and are never removed, because they"
              + " contain a folder, or no file that an engine writes: {}{}. If the sessions are"
              + " elsewhere, correct the key sessions",
          fresh,
          String.join(", ", named),
          fresh > named.size() ? ", ..." : "");
    }
    fresh = 0;
    named.clear();
  }
}
