package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;

/**
 * The one thread that deletes and rewrites what engines left: it answers what commands ask and does
 * its tasks at intervals. So nothing that deletes ever runs beside something else that does, and
 * the intake waits for none of it.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int FAULT = 3;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "housekeeping");
  private final ControlChannel mailbox;
  private final InstantSource clock;
  private List<Function<ControlRequest, Optional<ControlAnswer>>> handlers = List.of();
  private List<Task> tasks = List.of();
  private boolean saidUnreadable;

  Housekeeping(ControlChannel mailbox, InstantSource clock) {
    this.mailbox = mailbox;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Something done at intervals, the first time as soon as it may be. Not thread-safe. */
  static final class Task {
    private final Duration interval;
    private final BooleanSupplier ready;
    private final Runnable work;
    private long dueNanos = System.nanoTime();

    /**
     * @param ready whether it may be done now
     */
    Task(Duration interval, BooleanSupplier ready, Runnable work) {
      this.interval = interval;
      this.ready = ready;
      this.work = work;
    }

    private void doIfDue() {
      if (System.nanoTime() - dueNanos >= 0 && ready.getAsBoolean()) {
        dueNanos = System.nanoTime() + interval.toNanos();
        work.run();
      }
    }
  }

  /**
   * Begins.
   *
   * @param toAnswer each answers the requests that are its own
   * @param toDo the tasks, in the order in which those due at once are done
   */
  Housekeeping start(
      List<Function<ControlRequest, Optional<ControlAnswer>>> toAnswer, List<Task> toDo) {
    handlers = toAnswer;
    tasks = toDo;
    thread.start();
    return this;
  }

  /** Whether it was told to end, so that long work ends early. May be asked from any thread. */
  boolean isStopping() {
    return stop.getCount() == 0;
  }

  /** Lets what is at hand be finished. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        safely(this::answerRequests);
        tasks.forEach(task -> safely(task::doIfDue));
      } while (!stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException end) {
      logger.debug("housekeeping ends");
    }
  }

  private void answerRequests() {
    try {
      mailbox.answerAll(clock, this::answer);
      saidUnreadable = false;
    } catch (IOException e) {
      if (!saidUnreadable) {
        saidUnreadable = true;
        logger.error("what commands ask cannot be read: {}", e.getMessage());
      }
    }
  }

  private ControlAnswer answer(ControlRequest request) {
    return handlers.stream()
        .flatMap(handler -> handler.apply(request).stream())
        .findFirst()
        .orElse(new ControlAnswer(FAULT, "this daemon does not do that\n"));
  }

  /** An error must not end the only thread that deletes: what promised to go would stay unseen. */
  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      logger.error("a task failed; it is done again when it is due", fault);
    }
  }
}
