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
 * Limits how many pages are created at once, separately for scrapes and for pages about calls. This
 * keeps processor time free for health checks, which never wait here, and for accepting
 * connections; a scrape waits only for other scrapes. Thread-safe.
 */
final class PageConcurrencyLimit {
  /** Requests for pages about calls that may wait; each holds a thread and a connection. */
  static final int MOST_WAITING = 32;

  /** Shorter than the time that browsers and people wait. */
  private static final long PATIENCE_SECONDS = 10;

  private final Lane scrapes;
  private final Lane calls;

  /**
   * @param atOnce how many scrapes, and how many pages about calls, may be created at the same
   *     time, from 1
   */
  PageConcurrencyLimit(int atOnce) {
    // A scrape is short, so every open connection may wait for one.
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
   * @throws CancellationException if the thread is interrupted while it waits; the interrupt stays
   *     set
   */
  PageResponse answer(PageRequest request, Function<PageRequest, PageResponse> pages) {
    return switch (Area.of(request.segments())) {
      case METRICS -> scrapes.answer(request, pages);
      case FEEDBACK, TRANSCRIPTS -> calls.answer(request, pages);
      case HEALTH, CONTROL, NOTHING -> pages.apply(request);
    };
  }

  /** Requests that share one limit. */
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
