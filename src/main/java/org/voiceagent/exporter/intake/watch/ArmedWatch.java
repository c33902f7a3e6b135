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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.intake.PendingFolders;
import org.voiceagent.exporter.intake.RescanCause;

/**
 * One life of the watch, from registration until it ends. It ends by itself after a number of new
 * folders, so that the kernel's watches on finished ones are given back.
 */
final class ArmedWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ArmedWatch.class);

  /** What stands for a watch while there is none. */
  static final ArmedWatch NONE = new ArmedWatch(Optional.empty(), new AtomicInteger());

  /** Kernels of small hosts allow 8,192 watches; half of that leaves room for others. */
  private static final int MOST_FOLDERS = 4_000;

  /** Each new folder is visited twice. */
  private static final int MOST_VISITS = 2 * MOST_FOLDERS;

  private final Optional<DirectoryWatcher> watcher;
  private final AtomicInteger visits;

  private ArmedWatch(Optional<DirectoryWatcher> watcher, AtomicInteger visits) {
    this.watcher = watcher;
    this.visits = visits;
  }

  /**
   * Prepares a watch; {@link #run} begins it.
   *
   * @param notes is told what could be watched
   * @throws IOException if the system allows no more watches
   */
  static ArmedWatch arm(
      Path folder, PendingFolders pending, Predicate<Path> canChange, WatchNotes notes)
      throws IOException {
    Path root = folder.toAbsolutePath(); // the library speaks of absolute paths only
    AtomicInteger visits = new AtomicInteger();
    Listener listener = new Listener(root, pending, visits);
    DirectoryWatcher watcher =
        DirectoryWatcher.builder()
            .path(root)
            .fileHashing(false) // hashing reads every file, and waits for ever on a FIFO
            .listener(listener)
            .fileTreeVisitor(new Visitor(root, pending, canChange, visits, notes))
            .build();
    return new ArmedWatch(Optional.of(watcher), visits);
  }

  /** Watches until closed, until the root is gone, or until it is time to begin anew. */
  void run() {
    watcher.ifPresent(DirectoryWatcher::watch);
  }

  /** Whether it ended only to begin anew. */
  boolean isRenewed() {
    return visits.get() > MOST_VISITS;
  }

  @Override
  public void close() {
    watcher.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            logger.debug("closing the watch failed", e);
          }
        });
  }

  /**
   * Registers the root, and of its folders only those in which something is still to come: a folder
   * whose summary is there, as after a rename into place, needs a look and no watch.
   */
  private record Visitor(
      Path root,
      PendingFolders pending,
      Predicate<Path> canChange,
      AtomicInteger visits,
      WatchNotes notes)
      implements FileTreeVisitor {

    @Override
    public void recursiveVisitFiles(Path start, Callback onFolder, Callback onFile)
        throws IOException {
      if (!start.equals(root)) {
        watchNew(start, onFolder, onFile);
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
      // What came between the last look and now was announced by nobody.
      pending.requestRescan(RescanCause.WATCH_ARMED);
      notes.armed();
    }

    /** Called twice for each: once to register what is there, once to announce it. */
    private void watchNew(Path folder, Callback onFolder, Callback onFile) throws IOException {
      String name = root.relativize(folder).getName(0).toString();
      if (!name.startsWith(".")) {
        pending.hint(name, false);
      }
      if (isUnfinished(folder) && register(folder, onFolder)) {
        visits.incrementAndGet();
        visitFiles(folder, onFile);
      }
    }

    /** One folder that cannot be watched is found by looking; it must not end the watch. */
    private boolean register(Path folder, Callback onFolder) {
      try {
        onFolder.call(folder);
        return true;
      } catch (NoSuchFileException gone) {
        return true;
      } catch (AccessDeniedException e) {
        notes.closed(folder, e);
        return true;
      } catch (IOException e) {
        notes.full(e);
        return false;
      }
    }

    private static boolean isUnfinished(Path folder) {
      return !folder.getFileName().toString().startsWith(".")
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && !Files.exists(
              folder.resolve(ArtifactFile.SUMMARY.fileName()), LinkOption.NOFOLLOW_LINKS);
    }

    private static void visitFiles(Path folder, Callback onFile) throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          onFile.call(entry);
        }
      } catch (NoSuchFileException | AccessDeniedException gone) {
        logger.debug("a folder was gone or closed before it was watched", gone);
      }
    }
  }

  /** Hands names on and does nothing else, because events are lost while it is busy. */
  private static final class Listener implements DirectoryChangeListener {
    private final Path root;
    private final PendingFolders pending;
    private final AtomicInteger visits;

    Listener(Path root, PendingFolders pending, AtomicInteger visits) {
      this.root = root;
      this.pending = pending;
      this.visits = visits;
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
      if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || event.path() == null) {
        pending.requestRescan(RescanCause.EVENTS_LOST);
        return;
      }
      Path below = root.relativize(event.path());
      boolean inPlace =
          event.eventType() == DirectoryChangeEvent.EventType.MODIFY
              && below.getNameCount() == 2
              && below.endsWith(ArtifactFile.SUMMARY.fileName());
      String name = below.getName(0).toString();
      if (!name.isEmpty() && !name.startsWith(".")) {
        pending.hint(name, inPlace);
      }
    }

    /** The library turns a lost event into an exception and says nothing else about it. */
    @Override
    public void onException(Exception lost) {
      pending.requestRescan(RescanCause.EVENTS_LOST);
    }

    @Override
    public boolean isWatching() {
      return visits.get() <= MOST_VISITS;
    }
  }
}
