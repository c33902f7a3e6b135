package org.voiceagent.exporter.intake;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the intake's thread when a feed has news. A signal is kept until it is used. Thread-safe.
 */
public final class Wakeup {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signalled = lock.newCondition();
  private boolean pending;

  /** Ends the current wait, or the next one if there is none now. */
  public void signal() {
    lock.lock();
    try {
      pending = true;
      signalled.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a signal, at most this long, and uses it up.
   *
   * @param nanos in ns; 0 or less does not wait
   * @throws InterruptedException if interrupted while waiting
   */
  void await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!pending && left > 0) {
        left = signalled.awaitNanos(left);
      }
      pending = false;
    } finally {
      lock.unlock();
    }
  }
}
