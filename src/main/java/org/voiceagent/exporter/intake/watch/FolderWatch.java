package org.voiceagent.exporter.intake.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
 * <p>One thread arms and runs it; any thread may close it.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(FolderWatch.class);

  /** The files that end a call. */
  private static final List<String> ENDS = CallFormats.builtIn().endNames();

  private static final Set<String> ARTIFACTS = Set.copyOf(CallFormats.builtIn().fileNames());

  /** A call's folder has a handful of files. */
  private static final int MOST_LISTED = 100;

  /** Kernels of small hosts allow 8,192 watches; half of that leaves room for others. */
  private static final int MOST_FOLDERS = 4_000;

  private final DirectoryWatcher watcher;
  private final AtomicInteger registered;

  private FolderWatch(DirectoryWatcher watcher, AtomicInteger registered) {
    this.watcher = watcher;
    this.registered = registered;
  }

  /**
   * Prepares a watch; {@link #run} begins it.
   *
   * @param watchListener learns what could be watched
   * @throws IOException if the system allows no more watches
   */
  static FolderWatch arm(
      Path folder, PendingFolders pending, Predicate<Path> canChange, WatchListener watchListener)
      throws IOException {
    Path root = folder.toAbsolutePath(); // the library speaks of absolute paths only
    AtomicInteger registered = new AtomicInteger();
    Listener listener = new Listener(root, pending, registered);
    DirectoryWatcher watcher =
        DirectoryWatcher.builder()
            .path(root)
            .fileHashing(false) // hashing reads every file, and never returns from a FIFO
            .listener(listener)
            .fileTreeVisitor(
                new Visitor(
                    root,
                    pending,
                    canChange,
                    registered,
                    watchListener,
                    new AtomicReference<>(root)))
            .build();
    return new FolderWatch(watcher, registered);
  }

  /** Watches until closed, until the root is gone, or until it is time to start over. */
  void run() {
    watcher.watch();
  }

  /** Whether it has watched so many folders that it must start over. */
  boolean isUsedUp() {
    return registered.get() > MOST_FOLDERS;
  }

  @Override
  public void close() {
    try {
      watcher.close();
    } catch (IOException e) {
      logger.debug("closing the watch failed", e);
    }
  }

  /**
   * Registers the root, and of its folders only those in which something is still to come: a folder
   * whose summary is there, as after a rename into place, needs a probe and no watch.
   */
  private record Visitor(
      Path root,
      PendingFolders pending,
      Predicate<Path> canChange,
      AtomicInteger registered,
      WatchListener watchListener,
      AtomicReference<Path> justRegistered)
      implements FileTreeVisitor {

    @Override
    public void recursiveVisitFiles(Path start, Callback onFolder, Callback onFile)
        throws IOException {
      if (!start.equals(root)) {
        watchNew(start, onFolder);
        return;
      }
      onFolder.call(root);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
        int watched = 0;
        for (Path entry : entries) {
          if (canChange.test(entry) && isUnfinished(entry)) {
            watched++;
            if (watched > MOST_FOLDERS || !register(entry, onFolder)) {
              break;
            }
          }
        }
      }
      // Nothing announced what came before the registration.
      pending.requestRescan(RescanCause.WATCH_ARMED);
      watchListener.armed();
    }

    /**
     * Called twice for each folder: to register it, and to announce it and its files. The hint
     * after the registration announces all there is, so the second call has nothing to do.
     */
    private void watchNew(Path folder, Callback onFolder) {
      if (folder.equals(justRegistered.getAndSet(root))) {
        return;
      }
      justRegistered.set(folder);
      String name = root.relativize(folder).getName(0).toString();
      if (name.startsWith(".")) {
        return;
      }
      if (isUnfinished(folder)) {
        register(folder, onFolder);
        registered.incrementAndGet();
        pending.hintCompanion(name);
      } else {
        pending.hint(name, false);
      }
    }

    /** A folder that cannot be watched is found by rescans; it must not end the watch. */
    private boolean register(Path folder, Callback onFolder) {
      try {
        onFolder.call(folder);
        return true;
      } catch (NoSuchFileException gone) {
        return true;
      } catch (AccessDeniedException e) {
        watchListener.closed(folder, e);
        return true;
      } catch (IOException e) {
        watchListener.full(e);
        return false;
      }
    }

    /** The usual end first, then one short listing instead of a look for each of the others. */
    private static boolean isUnfinished(Path folder) {
      if (folder.getFileName().toString().startsWith(".")
          || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || Files.exists(folder.resolve(ENDS.get(0)), LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        int left = MOST_LISTED;
        for (Path file : files) {
          if (ENDS.contains(file.getFileName().toString())) {
            return false;
          }
          if (--left == 0) {
            return !CallFormats.builtIn().isEnded(folder);
          }
        }
      } catch (IOException gone) {
        logger.debug("a folder was gone or closed before it was watched", gone);
      }
      return true;
    }
  }

  /** Passes names on and does nothing else, because events are lost while it is busy. */
  private static final class Listener implements DirectoryChangeListener {
    private final Path root;
    private final PendingFolders pending;
    private final AtomicInteger registered;

    Listener(Path root, PendingFolders pending, AtomicInteger registered) {
      this.root = root;
      this.pending = pending;
      this.registered = registered;
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
      if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || event.path() == null) {
        pending.requestRescan(RescanCause.EVENTS_LOST);
        return;
      }
      Path below = root.relativize(event.path());
      String name = below.getName(0).toString();
      if (name.isEmpty() || name.startsWith(".")) {
        return;
      }
      boolean created = event.eventType() == DirectoryChangeEvent.EventType.CREATE;
      if (below.getNameCount() == 1 && !(created && event.isDirectory())) {
        pending.hint(name, false); // the visitor announces new folders
      } else if (below.getNameCount() == 2) {
        boolean modified = event.eventType() == DirectoryChangeEvent.EventType.MODIFY;
        fileEvent(name, below.getName(1).toString(), modified);
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

    /** The library turns a lost event into an exception and says nothing else about it. */
    @Override
    public void onException(Exception lost) {
      pending.requestRescan(RescanCause.EVENTS_LOST);
    }

    @Override
    public boolean isWatching() {
      return registered.get() <= MOST_FOLDERS;
    }
  }
}
