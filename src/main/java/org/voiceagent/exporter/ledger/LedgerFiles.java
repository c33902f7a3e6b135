package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a ledger: a snapshot of everything up to a moment, and the log of what was recorded
 * since. Each snapshot begins a generation with a log of its own. Not thread-safe.
 */
final class LedgerFiles implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(LedgerFiles.class);

  private final Path path;
  private final long compactBytes;
  private StateFolder folder;
  private Optional<EntryLog> log = Optional.empty();
  private long generation;
  private long snapshotGeneration;
  private long compactAtBytes;

  /**
   * @param path where the folder was put
   * @param folder the folder, locked
   * @param recovered which of its files are in use
   * @param compactBytes how long a log grows at least before it becomes a snapshot
   */
  LedgerFiles(Path path, StateFolder folder, Recovery recovered, long compactBytes)
      throws IOException {
    this.path = path;
    this.folder = folder;
    this.compactBytes = compactBytes;
    this.generation = recovered.generation();
    this.snapshotGeneration = recovered.snapshotGeneration();
    this.compactAtBytes =
        snapshotGeneration > 0
            ? worthASnapshot(Files.size(folder.snapshot(snapshotGeneration)))
            : compactBytes;
  }

  /** Whether the folder and the log are still those at their paths. */
  boolean areInPlace() throws IOException {
    return folder.isInPlace() && (log.isEmpty() || log.get().isInPlace());
  }

  /** Whether a log of this length is worth a snapshot at a start, which had to read it. */
  boolean isLong(long logBytes) {
    return logBytes > compactAtBytes / 2;
  }

  /** Whether the log has grown long enough to become a snapshot. */
  boolean isLogFull() {
    return log.filter(open -> open.bytes() >= compactAtBytes).isPresent();
  }

  /** Continues the last log, unless a snapshot has begun another. */
  void resume(long goodBytes) throws IOException {
    Path last = folder.log(generation);
    if (log.isEmpty() && Files.exists(last) && goodBytes > 0) {
      log = Optional.of(EntryLog.resume(last, goodBytes));
    }
  }

  /**
   * Appends entries to the log and makes them durable.
   *
   * @param everything what a snapshot would hold, without these entries; used if the log must be
   *     abandoned
   */
  void append(List<PlacedEntry> entries, Supplier<Snapshot> everything) throws IOException {
    if (!areInPlace()) {
      reestablish();
      write(everything.get());
    }
    if (log.filter(EntryLog::isDoubtful).isPresent()) {
      write(everything.get());
    }
    if (log.isEmpty()) {
      beginLog();
    }
    log.get().append(entries);
  }

  /** Writes everything as the snapshot of a new generation, and begins that generation's log. */
  void write(Snapshot everything) throws IOException {
    long next = generation + 1;
    try {
      everything.write(folder.scratch(), next);
    } catch (IOException e) {
      Files.deleteIfExists(folder.scratch());
      throw e;
    }
    long bytes = Files.size(folder.scratch());
    folder.install(folder.scratch(), next);
    // A start now reads this snapshot and nothing of the log before it. Whatever fails from here
    // on, nothing may be added to that log any more.
    long before = snapshotGeneration;
    snapshotGeneration = next;
    generation = next;
    compactAtBytes = worthASnapshot(bytes);
    closeLog();
    folder.force();
    beginLog();
    folder.removeBefore(before);
  }

  /** Lets the log grow further, after a snapshot could not be written. */
  void postponeSnapshot() {
    compactAtBytes = log.map(EntryLog::bytes).orElse(0L) + compactBytes;
  }

  /**
   * Leaves one snapshot and nothing that was written before it.
   *
   * @param texts damaged files that hold one of these are removed too
   */
  void rewrite(Snapshot everything, Check check, Set<String> texts) throws IOException {
    if (!folder.isInPlace()) {
      reestablish();
    }
    write(everything);
    // The older files are deleted next, and could replace a damaged snapshot only until then.
    check.read(folder.snapshot(snapshotGeneration));
    folder.removeBefore(snapshotGeneration);
    folder.removeDamagedWith(texts);
    folder.force();
  }

  /** Reads a snapshot to see whether it can be read. */
  @FunctionalInterface
  interface Check {
    /** Fails if the file is damaged. */
    void read(Path snapshot) throws IOException;
  }

  /** For tests: how the names in the folder are made durable from now on. */
  void forcedBy(StateFolder.Forcing forcing) {
    folder.forcedBy(forcing);
  }

  @Override
  public void close() throws IOException {
    closeLog();
    folder.close();
  }

  /** A log is used only once its name is durable: otherwise a crash would lose all of it. */
  private void beginLog() throws IOException {
    EntryLog begun = EntryLog.begin(folder.log(generation), generation);
    try {
      folder.force();
    } catch (IOException | RuntimeException e) {
      begun.close();
      throw e;
    }
    log = Optional.of(begun);
  }

  /** The folder was deleted or replaced while in use; memory still holds its content. */
  private void reestablish() throws IOException {
    logger.error("the state in {} was deleted; it is written again from memory", path);
    closeLog();
    folder.close();
    folder = StateFolder.lock(path);
  }

  /** How long the log grows: snapshots never write much more than the log itself does. */
  private long worthASnapshot(long snapshotBytes) {
    return Math.max(compactBytes, 2 * snapshotBytes);
  }

  private void closeLog() throws IOException {
    if (log.isPresent()) {
      EntryLog open = log.get();
      log = Optional.empty();
      open.close();
    }
  }
}
