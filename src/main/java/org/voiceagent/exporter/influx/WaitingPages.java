package org.voiceagent.exporter.influx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.voiceagent.exporter.page.Page;

/**
 * Pages that wait to be pushed, the oldest first, up to a number of bytes. Beyond that, the oldest
 * go: what a server missed long ago is worth less than what is happening now. Not thread-safe.
 */
final class WaitingPages {
  private final Deque<Page> pages = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;

  /**
   * @param mostBytes how many bytes may wait; the newest page is kept even if it alone has more
   */
  WaitingPages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Adds the newest page and returns how many were given up for it. */
  int add(Page newest) {
    pages.addLast(newest);
    bytes += newest.length();
    int given = 0;
    while (bytes > mostBytes && pages.size() > 1) {
      removeOldest();
      given++;
    }
    return given;
  }

  /** The page that has waited longest. */
  Optional<Page> oldest() {
    return Optional.ofNullable(pages.peekFirst());
  }

  /** Removes the page that has waited longest; there must be one. */
  void removeOldest() {
    bytes -= pages.removeFirst().length();
  }
}
