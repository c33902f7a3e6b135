package org.voiceagent.exporter.httpserver;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few file descriptors in reserve, so that a scrape is still answered when the rest of the
 * program has used up all others. Thread-safe.
 */
final class SpareDescriptors implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(SpareDescriptors.class);

  /**
   * One for a connection, one that the kernel takes before it waits for the next connection, and
   * those that a page needs to report on the process.
   */
  private static final int COUNT = 6;

  private static final String ANY_FILE = "/dev/null";

  private final List<FileInputStream> held = new ArrayList<>();

  SpareDescriptors() {
    refill();
  }

  /** Reserves descriptors again, as far as there are any. */
  synchronized void refill() {
    try {
      while (held.size() < COUNT) {
        held.add(new FileInputStream(ANY_FILE));
      }
    } catch (IOException none) {
      logger.debug("no descriptor can be held back now");
    }
  }

  /** Releases one for the next use; false if none is left. */
  synchronized boolean releaseOne() {
    if (held.isEmpty()) {
      return false;
    }
    try {
      held.remove(held.size() - 1).close();
    } catch (IOException e) {
      logger.debug("a descriptor could not be released");
    }
    return true;
  }

  @Override
  public void close() {
    while (releaseOne()) {
      // Releases the next one.
    }
  }
}
