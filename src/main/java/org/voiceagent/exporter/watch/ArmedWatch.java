package org.voiceagent.exporter.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

  private final Optional<DirectoryWatcher> watcher;
  private final AtomicInteger folders;

  private ArmedWatch(Optional<DirectoryWatcher> watcher, AtomicInteger folders) {
    this.watcher = watcher;
    this.folders = folders;
  }

  /**
   * Prepares a watch; {@link #run} begins it.
   *
   * @throws IOException if the system allows no more watches
   */
  static ArmedWatch arm(Path root, PendingFolders pending, Predicate<Path> canChange)
      throws IOException {
    AtomicInteger folders = new AtomicInteger();
    Listener listener = new Listener(root, pending, folders);
    DirectoryWatcher watcher =
        DirectoryWatcher.builder()
            .path(root)
            .fileHashing(false) // hashing reads every file, and waits for ever on a FIFO
            .listener(listener)
            .fileTreeVisitor(new Visitor(root, pending, canChange, folders))
            .build();
    return new ArmedWatch(Optional.of(watcher), folders);
  }

  /** Watches until closed, until the root is gone, or until it is time to begin anew. */
  void run() {
    watcher.ifPresent(DirectoryWatcher::watch);
  }

  /** Whether it ended only to begin anew. */
  boolean isRenewed() {
    return folders.get() > MOST_FOLDERS;
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

  /** Registers the root, and of its folders only those that can still change. */
  private record Visitor(
      Path root, PendingFolders pending, Predicate<Path> canChange, AtomicInteger folders)
      implements FileTreeVisitor {

    @Override
    public void recursiveVisitFiles(Path start, Callback onFolder, Callback onFile)
        throws IOException {
      onFolder.call(start);
      if (!start.equals(root)) {
        folders.incrementAndGet();
        visitFiles(start, onFile);
        return;
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
        for (Path entry : entries) {
          if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && canChange.test(entry)) {
            onFolder.call(entry);
          }
        }
      }
      // What came between the last look and now was announced by nobody.
      pending.doubt(RescanCause.WATCH_ARMED);
    }

    private static void visitFiles(Path folder, Callback onFile) throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          onFile.call(entry);
        }
      }
    }
  }

  /** Hands names on and does nothing else, because events are lost while it is busy. */
  private static final class Listener implements DirectoryChangeListener {
    private final Path root;
    private final PendingFolders pending;
    private final AtomicInteger folders;

    Listener(Path root, PendingFolders pending, AtomicInteger folders) {
      this.root = root;
      this.pending = pending;
      this.folders = folders;
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
      if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || event.path() == null) {
        pending.doubt(RescanCause.EVENTS_LOST);
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
      pending.doubt(RescanCause.EVENTS_LOST);
    }

    @Override
    public boolean isWatching() {
      return folders.get() <= MOST_FOLDERS;
    }
  }
}
