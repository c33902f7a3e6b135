package org.voiceagent.exporter.http;

import java.time.Duration;

/**
 * Counts the requests that are being answered, so that closing can wait for them. The JDK's own
 * {@code stop(n)} waits the full n seconds even when there is nothing to wait for. Thread-safe.
 */
final class InFlightRequests {
  private int count;
  private boolean closing;

  /** Counts one more request. Returns false, without counting, if the server is closing. */
  synchronized boolean enter() {
    if (closing) {
      return false;
    }
    count++;
    return true;
  }

  /** How many requests are being answered. */
  synchronized int count() {
    return count;
  }

  /** Ends a request that {@link #enter()} counted. */
  synchronized void leave() {
    count--;
    notifyAll();
  }

  /**
   * Admits no further request, and waits until all are answered.
   *
   * @return whether all were answered in time; false also if the thread is interrupted, and the
   *     interrupt stays set
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
