package org.voiceagent.exporter.intake.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.intake.PendingFolders;
import org.voiceagent.exporter.intake.RescanCause;

/**
 * File events of the sessions folder and of the folders in it that have no summary yet, from
 * registration until the watch ends. It ends by itself after 4,000 folders, so that the kernel's
 * watches on finished ones are given back.
 *
 * <p>Many engines write a whole call at once. So a new folder is first left alone for a moment: if
 * its summary is there by then, it needs a probe and no watch.
 *
 * <p>One thread arms and runs it; any thread may close it.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(FolderWatch.class);

  /** Kernels of small hosts allow 8,192 watches; half of that leaves room for others. */
  private static final int MOST_FOLDERS = 4_000;

  /** How long a new folder may take to become complete before it gets a watch. */
  private static final long GRACE_NANOS = Duration.ofMillis(3).toNanos();

  /** The files that end a call. */
  private static final List<String> ENDS = CallFormats.builtIn().endNames();

  private static final Set<String> ARTIFACTS = Set.copyOf(CallFormats.builtIn().fileNames());

  private final Path root;
  private final PendingFolders pending;
  private final WatchListener listener;
  private final WatchService events;
  private final WatchKey rootKey;
  private final Deque<NewFolder> newFolders = new ArrayDeque<>();
  private int watched;
  private boolean rootGone;
  private boolean rootEventsLost;

  private record NewFolder(String name, long graceEndsNanos) {}

  private FolderWatch(
      Path root,
      PendingFolders pending,
      WatchListener listener,
      WatchService events,
      WatchKey rootKey) {
    this.root = root;
    this.pending = pending;
    this.listener = listener;
    this.events = events;
    this.rootKey = rootKey;
  }

  /**
   * Begins to collect events of the root; {@link #run} delivers them.
   *
   * @throws IOException if the system allows no more watches, or the root cannot be watched
   */
  static FolderWatch arm(Path root, PendingFolders pending, WatchListener listener)
      throws IOException {
    WatchService events = root.getFileSystem().newWatchService();
    try {
      WatchKey rootKey = root.register(events, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
      return new FolderWatch(root, pending, listener, events, rootKey);
    } catch (IOException | RuntimeException e) {
      events.close();
      throw e;
    }
  }

  /**
   * Watches until closed, until the root is gone, or until it is time to start over.
   *
   * @param canChange whether a folder that is there already is worth a watch
   * @throws IOException if the root cannot be listed
   * @throws InterruptedException if interrupted while waiting
   */
  void run(Predicate<Path> canChange) throws IOException, InterruptedException {
    try {
      watchUnfinished(canChange);
      watched = 0;
      // Nothing announced what came before the registration.
      pending.requestRescan(RescanCause.WATCH_ARMED);
      listener.armed();
      while (!rootGone && !isUsedUp()) {
        next().ifPresent(this::deliver);
        if (rootEventsLost) {
          rootEventsLost = false;
          watchUnfinished(canChange);
          pending.requestRescan(RescanCause.EVENTS_LOST);
        }
        long now = System.nanoTime();
        while (!newFolders.isEmpty() && newFolders.peek().graceEndsNanos() - now <= 0) {
          watchIfUnfinished(newFolders.remove().name());
        }
      }
    } catch (ClosedWatchServiceException stop) {
      logger.debug("the watch is closed");
    }
  }

  /** Whether it has watched so many folders that it must start over. */
  boolean isUsedUp() {
    return watched > MOST_FOLDERS;
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      logger.debug("closing the watch failed", e);
    }
  }

  private Optional<WatchKey> next() throws InterruptedException {
    if (newFolders.isEmpty()) {
      return Optional.of(events.take());
    }
    long left = newFolders.element().graceEndsNanos() - System.nanoTime();
    return Optional.ofNullable(events.poll(Math.max(0, left), TimeUnit.NANOSECONDS));
  }

  private void deliver(WatchKey key) {
    for (WatchEvent<?> event : key.pollEvents()) {
      if (!(event.context() instanceof Path entry)) {
        rootEventsLost |= key.equals(rootKey);
        pending.requestRescan(RescanCause.EVENTS_LOST);
      } else if (key.equals(rootKey)) {
        folderEvent(entry.toString(), event.kind().equals(ENTRY_CREATE));
      } else if (key.watchable() instanceof Path folder) {
        fileEvent(
            folder.getFileName().toString(), entry.toString(), event.kind().equals(ENTRY_MODIFY));
      }
    }
    rootGone |= !key.reset() && key.equals(rootKey);
  }

  private void folderEvent(String name, boolean isNew) {
    if (name.startsWith(".")) {
      return;
    }
    if (isNew && !hasSummary(name)) {
      newFolders.add(new NewFolder(name, System.nanoTime() + GRACE_NANOS));
    } else {
      pending.hint(name, false);
    }
  }

  /** Other files, such as temporary ones, say nothing about a call. */
  private void fileEvent(String folder, String file, boolean modified) {
    if (ENDS.contains(file)) {
      pending.hint(folder, modified);
    } else if (ARTIFACTS.contains(file)) {
      pending.hintCompanion(folder);
    }
  }

  private void watchUnfinished(Predicate<Path> canChange) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (canChange.test(entry) && !name.startsWith(".") && !hasSummary(name)) {
          if (watched == MOST_FOLDERS || !register(entry)) {
            break;
          }
        }
      }
    }
  }

  private void watchIfUnfinished(String name) {
    if (!hasSummary(name)) {
      register(root.resolve(name));
    }
    // After the registration, so that no change falls between the two.
    pending.hint(name, false);
  }

  /**
   * Watches a folder. One that cannot be watched is found by rescans; it must not end the watch.
   *
   * @return false if the system allows no more watches
   */
  private boolean register(Path folder) {
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        folder.register(events, ENTRY_CREATE, ENTRY_MODIFY);
        watched++;
      }
      return true;
    } catch (AccessDeniedException e) {
      listener.closed(folder, e);
      return true;
    } catch (FileSystemException gone) {
      logger.debug("a folder went before it was watched", gone);
      return true;
    } catch (IOException e) {
      listener.full(e);
      return false;
    }
  }

  private boolean hasSummary(String name) {
    Path folder = root.resolve(name);
    return ENDS.stream()
        .anyMatch(end -> Files.exists(folder.resolve(end), LinkOption.NOFOLLOW_LINKS));
  }
}
