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
  private boolean lossLogged;
  private boolean fullLogged;
  private boolean closedLogged;

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

  /** Returns whether the watch ended only to start over. */
  private boolean watchUntilItEnds() {
    try (FolderWatch watch = FolderWatch.arm(root, pending, canChange, this)) {
      current = Optional.of(watch);
      if (closed.getCount() > 0) {
        watch.run();
      }
      if (watch.isUsedUp()) {
        return true;
      }
      if (closed.getCount() > 0) {
        lost("the watch on " + root + " has ended; was the folder deleted?");
      }
    } catch (IOException | RuntimeException e) { // no fault may end the watching for good
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
    if (lossLogged) {
      logger.info("{} is watched again", root);
      lossLogged = false;
    }
  }

  @Override
  public void full(IOException why) {
    if (!fullLogged) {
      fullLogged = true;
      logger.warn(
          "the system allows no more watches ({}); the periodic rescan finds calls in folders"
              + " without one. Raise fs.inotify.max_user_watches",
          why.getMessage());
    }
  }

  @Override
  public void closed(Path folder, AccessDeniedException why) {
    if (!closedLogged) {
      closedLogged = true;
      logger.warn(
          "a call's folder cannot be watched: {}. The periodic rescan finds calls in such folders"
              + " once they can be read",
          ReadFault.words(folder, why));
    }
  }

  /** Logs and requests a rescan only once: from then on the periodic rescan is enough. */
  private void lost(String why) {
    if (!lossLogged) {
      pending.requestRescan(RescanCause.WATCH_LOST);
      logger.warn("{}; the periodic rescan finds calls until it can be watched again", why);
      lossLogged = true;
    }
  }
}
