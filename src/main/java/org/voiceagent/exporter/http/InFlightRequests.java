package org.voiceagent.exporter.http;

import java.time.Duration;

/**
 * Counts the answers under way, so that closing can wait for them. The JDK's own {@code stop(n)}
 * waits the full n seconds when there is nothing to wait for. Thread-safe.
 */
final class InFlightRequests {
  private int count;
  private boolean closing;

  /** Counts one more; false, and not counted, if the server is closing. */
  synchronized boolean enter() {
    if (closing) {
      return false;
    }
    count++;
    return true;
  }

  /** How many are under way. */
  synchronized int count() {
    return count;
  }

  /** Takes back one {@link #enter()} that was true. */
  synchronized void leave() {
    count--;
    notifyAll();
  }

  /**
   * Lets no more in and waits until all are out.
   *
   * @return whether all were out in time; false also if the thread is interrupted, which stays set
   */
  synchronized boolean close(Duration atMost) {
    closing = true;
    long deadline = System.nanoTime() + atMost.toNanos();
    while (count > 0) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      try {
        wait(millis);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
