package org.voiceagent.exporter.http;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Bounds how many pages about calls are made at once, so that health checks and scrapes, which are
 * cheap and do not wait here, find a processor whatever else is asked for. Thread-safe.
 */
final class CostlyPages {
  private static final Set<Area> COSTLY = Set.of(Area.FEEDBACK, Area.TRANSCRIPTS);

  /** Requests that wait for their turn; each holds a thread and a connection. */
  static final int MOST_WAITING = 32;

  /** Shorter than the time that browsers and people have. */
  private static final long PATIENCE_SECONDS = 10;

  private final Semaphore turns;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param atOnce how many pages are made at a time, from 1
   */
  CostlyPages(int atOnce) {
    turns = new Semaphore(atOnce, true);
  }

  /** As many as there are processors, at least two. */
  static CostlyPages forThisMachine() {
    return new CostlyPages(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Answers at once, or when it is the request's turn.
   *
   * @throws CancellationException if the thread is interrupted while it waits, which it stays
   */
  Answer answer(Request request, Function<Request, Answer> pages) {
    if (!COSTLY.contains(Area.of(request.segments()))) {
      return pages.apply(request);
    }
    if (!enter()) {
      return Answer.error(503, "too many pages are being made; try again")
          .withHeader("Retry-After", "2");
    }
    try {
      return pages.apply(request);
    } finally {
      turns.release();
    }
  }

  private boolean enter() {
    if (turns.tryAcquire()) {
      return true;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
      throw new CancellationException("nobody waits for this page any more");
    } finally {
      waiting.decrementAndGet();
    }
  }
}
