package org.voiceagent.exporter.intake.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.ReadFault;
import org.voiceagent.exporter.intake.PendingFolders;
import org.voiceagent.exporter.intake.RescanCause;

/**
 * Watches the sessions folder and those of its folders that can still change, on a thread of its
 * own. If anything is lost - events, the watch, the folder itself - it requests a rescan of
 * everything, and watches again as soon as it can.
 */
public final class SessionWatcher implements WatchListener, AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(SessionWatcher.class);
  private static final long RETRY_SECONDS = 1;

  private final Path root;
  private final PendingFolders pending;
  private final Predicate<Path> canChange;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<FolderWatch> current = Optional.empty();
  private boolean saidLost;
  private boolean saidFull;
  private boolean saidClosed;

  private SessionWatcher(Path root, PendingFolders pending, Predicate<Path> canChange) {
    this.root = root;
    this.pending = pending;
    this.canChange = canChange;
    this.thread = new Thread(this::watch, "watch");
    thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param root the sessions folder; it need not exist yet
   * @param pending gets hints and rescan requests
   * @param canChange whether a call's folder is worth a watch, asked when the watch begins
   */
  public static SessionWatcher start(Path root, PendingFolders pending, Predicate<Path> canChange) {
    SessionWatcher watcher = new SessionWatcher(root, pending, canChange);
    watcher.thread.start();
    return watcher;
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    closed.countDown();
    current.ifPresent(FolderWatch::close);
    thread.interrupt();
  }

  private void watch() {
    try {
      long wait = 0;
      while (!closed.await(wait, TimeUnit.SECONDS)) {
        boolean renew = Files.isDirectory(root) && watchUntilItEnds();
        wait = renew ? 0 : RETRY_SECONDS;
      }
    } catch (InterruptedException stop) {
      logger.debug("the watch ends");
    }
  }

  /** Returns whether the watch ended only to begin anew. */
  private boolean watchUntilItEnds() throws InterruptedException {
    try (FolderWatch watch = FolderWatch.arm(root, pending, this)) {
      current = Optional.of(watch);
      if (closed.getCount() > 0) {
        watch.run(canChange);
      }
      if (watch.isUsedUp()) {
        return true;
      }
      if (closed.getCount() > 0) {
        lost("the watch on " + root + " has ended; was the folder deleted?");
      }
    } catch (IOException | RuntimeException e) { // whatever it is, it must not be the last watch
      lost("cannot watch " + root + ": " + why(e));
    }
    return false;
  }

  private String why(Exception e) {
    return e instanceof AccessDeniedException denied
        ? ReadFault.words(root, denied)
        : String.valueOf(e.getMessage());
  }

  @Override
  public void armed() {
    if (saidLost) {
      logger.info("{} is watched again", root);
      saidLost = false;
    }
  }

  @Override
  public void full(IOException why) {
    if (!saidFull) {
      saidFull = true;
      logger.warn(
          "the system allows no more watches ({}); calls in folders without one are found by"
              + " looking at intervals. Raise fs.inotify.max_user_watches",
          why.getMessage());
    }
  }

  @Override
  public void closed(Path folder, AccessDeniedException why) {
    if (!saidClosed) {
      saidClosed = true;
      logger.warn(
          "a call's folder cannot be watched: {}. Calls in such folders are found by looking at"
              + " intervals, once they can be read",
          ReadFault.words(folder, why));
    }
  }

  /** Said once, and looked once: from then on the looks at intervals are enough. */
  private void lost(String why) {
    if (!saidLost) {
      pending.requestRescan(RescanCause.WATCH_LOST);
      logger.warn("{}; calls are found by looking at intervals until it can be watched again", why);
      saidLost = true;
    }
  }
}
