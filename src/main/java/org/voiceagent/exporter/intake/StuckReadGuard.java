package org.voiceagent.exporter.intake;

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
 * Frees readers that are stuck on a FIFO. If a FIFO takes a file's place after the file was checked
 * and before it is opened, the reader waits forever for the other end. The guard opens that other
 * end, and the reader finds the file empty. Thread-safe.
 *
 * <p>{@link ProbePool} has its own limit on time, because the intake waits for each probe; it uses
 * {@link #free} alone. For another thread, {@link #watch} starts a guard with a thread of its own.
 */
public final class StuckReadGuard implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(StuckReadGuard.class);

  private final Path sessions;
  private final Duration patience;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Optional<Reading>> current =
      new AtomicReference<>(Optional.empty());
  private final Thread thread = new Thread(this::run, "stuck-read-guard");

  private record Reading(String folder, long sinceNanos) {}

  private StuckReadGuard(Path sessions, Duration patience) {
    this.sessions = sessions;
    this.patience = patience;
    thread.setDaemon(true);
  }

  /**
   * Starts a guard of one thread that reads folders.
   *
   * @param sessions the folder of all calls
   * @param patience how long one folder may take
   */
  public static StuckReadGuard watch(Path sessions, Duration patience) {
    StuckReadGuard guard = new StuckReadGuard(sessions, patience);
    guard.thread.start();
    return guard;
  }

  /**
   * Frees readers that are stuck on a FIFO in place of a call's folder or of one of its files. A
   * reader that waits for a file server stays stuck.
   */
  static void free(Path sessions, String folder) {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      CallFolder.releaseReaders(root, folder);
    } catch (IOException unreachable) {
      logger.debug("the sessions folder cannot be opened to free a reader");
    }
  }

  /** The guarded thread begins with a folder. */
  public void begins(String folder) {
    current.set(Optional.of(new Reading(folder, System.nanoTime())));
  }

  /** The guarded thread is done with it. */
  public void isDone() {
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
            .ifPresent(one -> free(sessions, one.folder()));
      }
    } catch (InterruptedException end) {
      logger.debug("the guard ends");
    }
  }
}
