package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.mailbox.Answer;
import org.voiceagent.exporter.mailbox.Mailbox;
import org.voiceagent.exporter.mailbox.Request;

/**
 * The one thread that deletes: it sweeps at intervals, and looks between for what a command asks.
 * So nothing that deletes ever runs beside something else that does, and the intake waits for none.
 */
final class RetentionThread implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(RetentionThread.class);
  private static final Duration LOOK_FOR_LETTERS = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CountDownLatch stop;
  private final Thread thread;

  private RetentionThread(CountDownLatch stop, Thread thread) {
    this.stop = stop;
    this.thread = thread;
  }

  /**
   * What the thread does.
   *
   * @param sweep one sweep
   * @param interval how often
   * @param ready whether the calls found at start are counted, before which nothing is swept
   * @param mailbox where commands ask
   * @param requests serves what they ask
   * @param clock the wall clock
   */
  record Work(
      Runnable sweep,
      Duration interval,
      BooleanSupplier ready,
      Mailbox mailbox,
      Function<Request, Answer> requests,
      InstantSource clock) {}

  /**
   * Starts it.
   *
   * @param stop comes down when it is told to end, so that a long sweep ends early
   */
  static RetentionThread start(Work work, CountDownLatch stop) {
    Thread thread = new Thread(() -> run(work, stop), "retention");
    thread.setDaemon(true);
    thread.start();
    return new RetentionThread(stop, thread);
  }

  private static void run(Work work, CountDownLatch stop) {
    long next = System.nanoTime();
    boolean saidBroken = false;
    try {
      while (!stop.await(LOOK_FOR_LETTERS.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          if (work.ready().getAsBoolean()) {
            work.mailbox().answerAll(work.clock(), work.requests());
            if (System.nanoTime() - next >= 0) {
              next = System.nanoTime() + work.interval().toNanos();
              work.sweep().run();
            }
          }
          saidBroken = false;
        } catch (IOException | RuntimeException fault) {
          if (!saidBroken) {
            saidBroken = true;
            logger.error("looking after old calls failed; it is tried again", fault);
          }
        }
      }
    } catch (InterruptedException end) {
      logger.debug("looking after old calls ends");
    }
  }

  /** Lets the removal at hand be finished. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
