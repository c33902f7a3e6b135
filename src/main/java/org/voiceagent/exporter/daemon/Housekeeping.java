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
 * The one thread that deletes and rewrites engines' files. It answers the requests of commands and
 * runs its tasks at intervals. So two deletions never run at the same time, and the intake never
 * waits for one.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int FAULT = 3;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "housekeeping");
  private final ControlChannel channel;
  private final InstantSource clock;
  private List<Function<ControlRequest, Optional<ControlAnswer>>> handlers = List.of();
  private List<Task> tasks = List.of();
  private boolean unreadableLogged;

  Housekeeping(ControlChannel channel, InstantSource clock) {
    this.channel = channel;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Work that is done at intervals, for the first time as soon as it is ready. Not thread-safe. */
  static final class Task {
    private final Duration interval;
    private final BooleanSupplier ready;
    private final Runnable work;
    private long dueNanos = System.nanoTime();

    /**
     * @param ready whether the work may be done now
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
   * Starts the thread.
   *
   * @param toAnswer handlers of requests; each answers its own kind
   * @param toDo the tasks, in the order in which those due at once are done
   */
  Housekeeping start(
      List<Function<ControlRequest, Optional<ControlAnswer>>> toAnswer, List<Task> toDo) {
    handlers = toAnswer;
    tasks = toDo;
    thread.start();
    return this;
  }

  /** Whether it is to stop, so that long work ends early. May be called by any thread. */
  boolean isStopping() {
    return stop.getCount() == 0;
  }

  /** Lets it finish its current work. */
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
      channel.answerAll(clock, this::answer);
      unreadableLogged = false;
    } catch (IOException e) {
      if (!unreadableLogged) {
        unreadableLogged = true;
        logger.error("requests of commands cannot be read: {}", e.getMessage());
      }
    }
  }

  private ControlAnswer answer(ControlRequest request) {
    return handlers.stream()
        .flatMap(handler -> handler.apply(request).stream())
        .findFirst()
        .orElse(new ControlAnswer(FAULT, "this daemon cannot do that\n"));
  }

  /** An error must not end the only thread that deletes: expired files would stay unnoticed. */
  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      logger.error("a task failed; it runs again when it is due", fault);
    }
  }
}
