package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was counted and the totals in a folder, so that everything is counted exactly once
 * even if the process is killed. The order is: {@link #record} (append and force), then publish,
 * then {@link #compact}. Only then may the files that were counted be deleted.
 *
 * <pre>{@code
 * if (!ledger.contains(mark) && ledger.record(List.of(entry))) {
 *   totals.add(entry);
 *   ledger.compact();
 * }
 * }</pre>
 *
 * <p>Thread-safe; one thread records while others ask.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Ledger.class);

  private final Path path;
  private final LedgerSettings settings;
  private final Kept kept;
  private final Counted counted;
  private final LedgerFiles files;
  private final Instant lastWritten;
  private boolean failing;

  /**
   * Whom the ledger restores at a start and asks for a snapshot, and who measures it.
   *
   * @param totals receives what was counted before; snapshots hold what it returns
   * @param notes receives what is remembered; snapshots hold what it returns
   * @param projection receives every entry; snapshots hold what it returns
   * @param meter measures the ledger
   */
  public record Kept(Totals totals, Notes notes, Projection projection, LedgerMeter meter) {

    /** Nothing but totals and notes. */
    public Kept(Totals totals, Notes notes, LedgerMeter meter) {
      this(totals, notes, Projection.NONE, meter);
    }
  }

  private Ledger(
      Path path, LedgerSettings settings, Kept kept, Recovery recovered, LedgerFiles files) {
    this.path = path;
    this.settings = settings;
    this.kept = kept;
    this.counted = recovered.counted();
    this.lastWritten = recovered.lastWritten();
    this.files = files;
  }

  /**
   * Opens the ledger in a folder, which is made if need be, and restores what it holds.
   *
   * @param totals receives what was counted before; snapshots hold what it returns
   * @param notes receives what is remembered; snapshots hold what it returns
   * @param meter measures the ledger
   * @throws IOException if the folder cannot be used: not writable, in use by another daemon, or
   *     written by a later version; the message says why, and what to do
   */
  public static Ledger open(
      Path path, LedgerSettings settings, Totals totals, Notes notes, LedgerMeter meter)
      throws IOException {
    return open(path, settings, new Kept(totals, notes, meter), UnaryOperator.identity());
  }

  /**
   * Opens a ledger whose marks may have been recorded under other names than those of today.
   *
   * @param naming gives the mark under which a recorded one is known today
   * @see #open(Path, LedgerSettings, Totals, Notes, LedgerMeter)
   */
  public static Ledger open(
      Path path, LedgerSettings settings, Kept kept, UnaryOperator<Mark.Once> naming)
      throws IOException {
    StateFolder folder = StateFolder.lock(path);
    try {
      Recovery recovery = new Recovery(folder, kept, settings.newest(), naming);
      recovery.run();
      LedgerFiles files = new LedgerFiles(path, folder, recovery, settings.compactBytes());
      Ledger ledger = new Ledger(path, settings, kept, recovery, files);
      ledger.begin(recovery);
      return ledger;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Whether a running daemon holds the state folder.
   *
   * @param path the state folder; it need not exist
   * @throws IOException if its lock cannot be tried
   */
  public static boolean isInUse(Path path) throws IOException {
    return StateFolder.isLocked(path);
  }

  /** Whether the thing was counted, or is forgotten and must not be. */
  public synchronized boolean contains(Mark.Once mark) {
    return counted.keys().contains(mark) || counted.forgotten().contains(mark);
  }

  /** Whether the thing was counted and is not forgotten. */
  public synchronized boolean isCounted(Mark.Once mark) {
    return counted.keys().contains(mark) && !counted.forgotten().contains(mark);
  }

  /** The facts of a call that were counted with a mark of {@link Mark.Once#late}. */
  public synchronized Set<String> lateFacts(Mark.Once call) {
    return LateFacts.of(counted.keys().late(call));
  }

  /** Whether the thing stays forgotten, however often its files come back. */
  public synchronized boolean isForgotten(Mark.Once mark) {
    return counted.forgotten().contains(mark);
  }

  /**
   * How far a growing file was counted: the position from which its next part begins, in bytes from
   * its start. 0 for a file of which nothing was counted, and for one whose {@link Mark.Once#file}
   * is recorded.
   */
  public synchronized long position(String file) {
    return counted.position(file);
  }

  /** How far each growing file was counted, by its name. A copy. */
  public synchronized Map<String, Long> positions() {
    return Map.copyOf(counted.positions());
  }

  /**
   * Whether parts of this file can be recorded: the positions of at most 10,000 files are kept, and
   * none is dropped before its {@link Mark.Once#file} is recorded, because its lines would then
   * count twice.
   */
  public synchronized boolean hasRoomFor(String file) {
    return counted.hasRoomFor(file);
  }

  /**
   * Whether all that was counted is on the disk, so that the files it came from may be deleted: the
   * state is where it was put, and the last write went well.
   */
  public synchronized boolean isDurable() {
    try {
      return !failing && files.areInPlace();
    } catch (IOException unknown) {
      return false;
    }
  }

  /** When the files of the ledger were last written before this opened them; else the epoch. */
  public Instant lastWritten() {
    return lastWritten;
  }

  /** How many marks are remembered as counted. */
  public synchronized int size() {
    return counted.keys().size();
  }

  /** Whether no mark is remembered, as counted or as forgotten. */
  public synchronized boolean isEmpty() {
    return counted.keys().size() == 0 && counted.forgotten().size() == 0;
  }

  /** The marks of one kind whose things happened last, newest first. */
  public synchronized List<Mark.Once> newest(String kind) {
    return counted.newest().list(kind).stream().map(NewestMarks.Dated::mark).toList();
  }

  /**
   * Records entries durably, all or none; when this returns true, they are counted even if the
   * process is killed, and the caller publishes them.
   *
   * @param entries none of which is recorded yet
   * @return false if they could not be recorded and none is counted; try again later
   * @throws IllegalArgumentException if a part of a file does not begin at its {@link #position},
   *     or there is no room for its file
   */
  public synchronized boolean record(List<Entry> entries) {
    List<PlacedEntry> placed = counted.place(entries);
    try {
      files.append(placed, this::everything);
    } catch (IOException e) {
      failed(e);
      return false;
    }
    for (PlacedEntry one : placed) {
      counted.add(one, UnaryOperator.identity());
      kept.projection().add(one.entry());
    }
    succeeded();
    return true;
  }

  /**
   * Turns a log that has grown long into a snapshot. Call it when everything recorded is published,
   * because it reads the totals.
   */
  public synchronized void compact() {
    if (files.isLogFull()) {
      tryToCompact();
    }
  }

  /**
   * Forgets things for good: when this returns, no file of the ledger holds their names, totals and
   * notes do not link to them, and they will not be counted, now or later. What they added to the
   * totals stays, and so do 128 bits of a hash of each name. Call it when everything recorded is
   * published, because it reads the totals. Repeating it does no harm.
   *
   * @throws IOException if the folder could not be written: the names are gone from memory, but may
   *     still be on disk; do it again
   */
  public synchronized void forget(Set<Mark.Once> marks) throws IOException {
    Set<String> names = marks.stream().map(Mark.Once::name).collect(Collectors.toSet());
    counted.forget(marks);
    kept.totals().forget(names);
    kept.notes().forget(names);
    kept.projection().forget(names);
    try {
      files.rewrite(everything(), this::check, names);
    } catch (IOException e) {
      failed(e);
      throw e;
    }
    succeeded();
  }

  private void check(Path snapshot) throws IOException {
    SnapshotReading.of(snapshot, new Counted(0), kept.notes(), UnaryOperator.identity());
  }

  /** Whether a day has begun on which {@link #age} was not called yet. */
  public synchronized boolean wantsAging(long epochDay) {
    return counted.agedOn() != epochDay;
  }

  /**
   * Makes every mark whose folder or file is not there older by a day, and drops those beyond the
   * horizon. Only days on which this was called count, not those the clock jumped over.
   *
   * @param present the marks whose folders or files are there, of every kind
   * @param epochDay today, in days since 1970
   */
  public synchronized void age(Iterable<Mark.Once> present, long epochDay) {
    counted.agedOn(epochDay);
    MarkKeys keys = counted.keys();
    keys.ageByOneDay();
    present.forEach(keys::present);
    int dropped = keys.forget(settings.horizonDays(), settings.absentCalls());
    if (dropped > 0) {
      logger.info(
          "{} calls are no longer remembered: their folders have been gone for more than {} days,"
              + " or there were more than {} such calls",
          dropped,
          settings.horizonDays(),
          settings.absentCalls());
    }
    kept.meter().remembered(keys.size());
    tryToCompact();
  }

  /** Closes the folder; what was recorded is already durable. */
  @Override
  public synchronized void close() throws IOException {
    files.close();
  }

  /** For tests: how the names in the folder are made durable from now on. */
  synchronized void forcedBy(StateFolder.Forcing forcing) {
    files.forcedBy(forcing);
  }

  /** Continues the log that is there, or begins a new one if that is damaged or long. */
  private void begin(Recovery recovered) throws IOException {
    kept.meter().damaged(recovered.damaged());
    kept.meter().remembered(size());
    if (recovered.damaged() > 0 || files.isLong(recovered.goodBytes())) {
      tryToCompact();
    }
    files.resume(recovered.goodBytes());
    if (size() > 0) {
      logger.info("{} calls were counted before", size());
    }
    kept.meter().writable(!failing);
  }

  private void tryToCompact() {
    try {
      files.write(everything());
    } catch (IOException e) {
      files.postponeSnapshot();
      failed(e);
    }
  }

  private Snapshot everything() {
    Totals totals = kept.totals();
    return new Snapshot(
        totals.all(), totals.gauges(), counted, kept.notes().all(), kept.projection().blocks());
  }

  private void failed(IOException e) {
    kept.meter().writable(false);
    if (!failing) {
      failing = true;
      logger.error(
          "the state in {} cannot be written ({}); finished calls wait uncounted until it can",
          path,
          e.getMessage());
    }
  }

  private void succeeded() {
    kept.meter().remembered(size());
    if (failing) {
      failing = false;
      kept.meter().writable(true);
      logger.info("the state in {} can be written again", path);
    }
  }
}
