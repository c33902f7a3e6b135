package org.voiceagent.exporter.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.security.Area;

/**
 * Bounds how many pages are made at once, scrapes and pages about calls each for themselves. So a
 * health check, which does not wait here, and the thread that lets clients in find a processor, and
 * a scrape waits for other scrapes only. Thread-safe.
 */
final class PageConcurrencyLimit {
  /** Requests for a page about calls that wait; each holds a thread and a connection. */
  static final int MOST_WAITING = 32;

  /** Shorter than the time that browsers and people have. */
  private static final long PATIENCE_SECONDS = 10;

  private final Lane scrapes;
  private final Lane calls;

  /**
   * @param atOnce how many scrapes, and how many pages about calls, are made at a time, from 1
   */
  PageConcurrencyLimit(int atOnce) {
    // A scrape is short, so all that there are connections for may wait.
    scrapes = new Lane(atOnce, Integer.MAX_VALUE);
    calls = new Lane(atOnce, MOST_WAITING);
  }

  /** As many as there are processors, at least two. */
  static PageConcurrencyLimit forThisMachine() {
    return new PageConcurrencyLimit(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Answers at once, or when it is the request's turn.
   *
   * @throws CancellationException if the thread is interrupted while it waits, which it stays
   */
  PageResponse answer(PageRequest request, Function<PageRequest, PageResponse> pages) {
    return switch (Area.of(request.segments())) {
      case METRICS -> scrapes.answer(request, pages);
      case FEEDBACK, TRANSCRIPTS -> calls.answer(request, pages);
      case HEALTH, CONTROL, NOTHING -> pages.apply(request);
    };
  }

  /** Requests that wait for each other. */
  private static final class Lane {
    private final Semaphore turns;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    Lane(int atOnce, int mostWaiting) {
      this.turns = new Semaphore(atOnce, true);
      this.mostWaiting = mostWaiting;
    }

    PageResponse answer(PageRequest request, Function<PageRequest, PageResponse> pages) {
      if (!enter()) {
        return PageResponse.error(503, "too many pages are being created; try again later")
            .withHeader("Retry-After", "2");
      }
      try {
        return pages.apply(request);
      } finally {
        turns.release();
      }
    }

    private boolean enter() {
      if (waiting.incrementAndGet() > mostWaiting) {
        waiting.decrementAndGet();
        return false;
      }
      try {
        return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException gone) {
        Thread.currentThread().interrupt();
        throw new CancellationException("the client is no longer waiting for this page");
      } finally {
        waiting.decrementAndGet();
      }
    }
  }
}
