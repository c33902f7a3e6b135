package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.mailbox.Answer;
import org.voiceagent.exporter.mailbox.Mailbox;
import org.voiceagent.exporter.mailbox.Request;

/** Answers what commands ask of the running daemon, and now and then finishes what was left. */
final class RequestThread implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(RequestThread.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_CHORES = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int FAULT = 3;

  private final ScheduledExecutorService thread;

  private RequestThread(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Begins.
   *
   * @param desks each answers the requests that are its own
   * @param chore done at once and every ten minutes
   */
  static RequestThread start(
      Mailbox mailbox,
      InstantSource clock,
      List<Function<Request, Optional<Answer>>> desks,
      Runnable chore) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread one = new Thread(work, "requests");
              one.setDaemon(true);
              return one;
            });
    every(thread, BETWEEN_CHORES, chore);
    every(thread, BETWEEN_LOOKS, () -> answer(mailbox, clock, desks));
    return new RequestThread(thread);
  }

  private static void every(ScheduledExecutorService thread, Duration pause, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException fault) {
                logger.error("a request or a chore failed", fault);
              }
            },
            0,
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void answer(
      Mailbox mailbox, InstantSource clock, List<Function<Request, Optional<Answer>>> desks) {
    try {
      mailbox.answerAll(
          clock,
          request ->
              desks.stream()
                  .flatMap(desk -> desk.apply(request).stream())
                  .findFirst()
                  .orElse(new Answer(FAULT, "this daemon does not do that\n")));
    } catch (IOException e) {
      logger.warn("requests cannot be read: {}", e.getMessage());
    }
  }

  /** Lets it finish what is at hand. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean ended = thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      logger.debug("requests are answered no longer: {}", ended);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
