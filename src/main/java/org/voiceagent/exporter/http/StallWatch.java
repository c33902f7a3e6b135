package org.voiceagent.exporter.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Frees threads of clients that stall, by interrupting them, which closes the connection they wait
 * for. The JDK's server has time limits of its own, but over TLS its one timer can be made to wait
 * for the very client it means to cut off: it tries to say goodbye, for which it needs the lock
 * that the stalled write holds. Thread-safe.
 */
final class StallWatch implements AutoCloseable {
  private static final long EVERY_NANOS = 250_000_000;

  private final long requestNanos;
  private final long answerNanos;
  private final LongSupplier nanos;
  private final Map<Thread, Turn> turns = new ConcurrentHashMap<>();
  private final Thread watcher;
  private volatile boolean closed;

  /** What a thread is at; guarded by itself, so that nobody is interrupted who has moved on. */
  private static final class Turn {
    private long deadline;
    private boolean over;

    Turn(long deadline) {
      this.deadline = deadline;
    }

    synchronized void until(long next) {
      deadline = next;
    }

    synchronized void interruptIfLate(Thread thread, long now) {
      if (!over && now - deadline > 0) {
        thread.interrupt();
      }
    }

    synchronized void end() {
      over = true;
    }
  }

  /**
   * @param request how long a client may take to send a request, the TLS handshake included
   * @param answer how long making and sending the answer may take
   * @param nanos tells the time, as {@link System#nanoTime} does
   */
  StallWatch(Duration request, Duration answer, LongSupplier nanos) {
    this.requestNanos = request.toNanos();
    this.answerNanos = answer.toNanos();
    this.nanos = nanos;
    watcher = new Thread(this::watch, "http-stalls");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** An executor that watches what it passes on. */
  Executor over(Executor threads) {
    return task -> threads.execute(() -> run(task));
  }

  private void run(Runnable task) {
    Turn turn = new Turn(nanos.getAsLong() + requestNanos);
    turns.put(Thread.currentThread(), turn);
    try {
      task.run();
    } finally {
      turns.remove(Thread.currentThread());
      turn.end();
      Thread.interrupted();
    }
  }

  /** The calling thread has its request whole and answers now. */
  void answering() {
    Turn turn = turns.get(Thread.currentThread());
    if (turn != null) {
      turn.until(nanos.getAsLong() + answerNanos);
    }
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(EVERY_NANOS);
      long now = nanos.getAsLong();
      turns.forEach((thread, turn) -> turn.interruptIfLate(thread, now));
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }
}
