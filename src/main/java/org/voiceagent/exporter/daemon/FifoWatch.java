package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.files.GuardedRoot;

/**
 * Watches one thread that reads folders. A FIFO that takes a file's place between the look and the
 * opening has the thread wait for its other end for ever; here that other end is opened, and the
 * reader finds the file empty. Thread-safe.
 */
final class FifoWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(FifoWatch.class);

  private final Path sessions;
  private final Duration patience;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Optional<Reading>> current =
      new AtomicReference<>(Optional.empty());
  private final Thread thread = new Thread(this::run, "fifo-watch");

  private record Reading(String folder, long sinceNanos) {}

  /**
   * @param sessions the folder of all calls
   * @param patience how long one folder may take
   */
  FifoWatch(Path sessions, Duration patience) {
    this.sessions = sessions;
    this.patience = patience;
    thread.setDaemon(true);
    thread.start();
  }

  /** The thread begins with a folder. */
  void begins(String folder) {
    current.set(Optional.of(new Reading(folder, System.nanoTime())));
  }

  /** The thread is done with it. */
  void isDone() {
    current.set(Optional.empty());
  }

  @Override
  public void close() {
    stop.countDown();
  }

  private void run() {
    try {
      while (!stop.await(patience.toMillis() / 2 + 1, TimeUnit.MILLISECONDS)) {
        current
            .get()
            .filter(one -> System.nanoTime() - one.sinceNanos() > patience.toNanos())
            .ifPresent(one -> release(one.folder()));
      }
    } catch (InterruptedException end) {
      logger.debug("the watch ends");
    }
  }

  private void release(String folder) {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      CallFolder.releaseReaders(root, folder);
    } catch (IOException unreachable) {
      logger.debug("the sessions folder cannot be opened to free a reader");
    }
  }
}
