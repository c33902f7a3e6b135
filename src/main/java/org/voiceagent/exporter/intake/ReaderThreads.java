package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of reader threads, and a spare one for each that is stuck, up to a limit. A thread
 * that waits in the kernel for a file cannot be ended. Thread-safe.
 */
public final class ReaderThreads implements Readers, AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ReaderThreads.class);

  /** More stuck threads than this are not replaced; each holds a stack and a file handle. */
  private static final int MOST_SPARE = 32;

  private final int usual;
  private final Duration patience;
  private final ThreadPoolExecutor threads;
  private int stuck;

  /**
   * @param usual how many threads read
   * @param patience how long one folder may take before its reading is given up
   */
  public ReaderThreads(int usual, Duration patience) {
    this.usual = usual;
    this.patience = patience;
    AtomicInteger made = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            usual,
            usual,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "read-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void execute(Runnable reading) {
    threads.execute(reading);
  }

  @Override
  public Duration patience() {
    return patience;
  }

  @Override
  public synchronized void oneIsStuck() {
    stuck++;
    resize();
    logger.warn(
        "gave up reading a folder after {}; {} of {} spare threads are in use",
        patience,
        Math.min(stuck, MOST_SPARE),
        MOST_SPARE);
  }

  @Override
  public synchronized void oneIsFree() {
    stuck--;
    resize();
  }

  @Override
  public synchronized boolean areAllStuck() {
    return stuck >= usual + MOST_SPARE;
  }

  /** Ends the threads; stuck ones end with the program. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void resize() {
    int size = usual + Math.min(stuck, MOST_SPARE);
    if (size > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(size);
      threads.setCorePoolSize(size);
    } else {
      threads.setCorePoolSize(size);
      threads.setMaximumPoolSize(size);
    }
  }
}
