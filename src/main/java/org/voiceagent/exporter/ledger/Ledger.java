package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * Which calls have been counted and what they came to, kept in a folder so that each call is
 * counted once, whatever happens to the process. The order is: {@link #record} (append and force),
 * then publish, then {@link #compact}, and only then may a call's folder be deleted.
 *
 * <p>Thread-safe; one thread records while others ask.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Ledger.class);

  private final CallNames names;
  private final Path path;
  private final LedgerSettings settings;
  private final Totals totals;
  private final Observations observations;
  private final LedgerMeter meter;
  private final CallKeys keys;
  private final CallKeys forgotten;
  private final NewestCalls newest;

  private StateFolder folder;
  private Optional<CallLog> log = Optional.empty();
  private long generation;
  private long snapshotGeneration;
  private long compactAtBytes;
  private long agedOn;
  private boolean failing;

  private Ledger(
      Path path,
      StateFolder folder,
      LedgerSettings settings,
      Recovery recovered,
      Totals totals,
      Observations observations,
      LedgerMeter meter,
      CallNames names) {
    this.names = names;
    this.path = path;
    this.folder = folder;
    this.settings = settings;
    this.totals = totals;
    this.observations = observations;
    this.meter = meter;
    this.keys = recovered.keys();
    this.forgotten = recovered.forgotten();
    this.newest = recovered.newest();
    this.agedOn = recovered.agedOn();
    this.generation = recovered.generation();
    this.snapshotGeneration = recovered.snapshotGeneration();
    this.compactAtBytes = settings.compactBytes();
  }

  /**
   * Opens the ledger in a folder, which is made if need be, and brings back what it holds.
   *
   * @param totals gets what was counted before, and is asked for all it has come to
   * @param observations gets what is remembered of single calls, and is asked for it
   * @param meter is told how the ledger is
   * @throws IOException if the folder cannot be used: not writable, in use by another daemon, or
   *     written by a later version; the message says which, and what to do
   */
  public static Ledger open(
      Path path,
      LedgerSettings settings,
      Totals totals,
      Observations observations,
      LedgerMeter meter)
      throws IOException {
    return open(path, settings, totals, observations, meter, CallNames.asTheyAre());
  }

  /**
   * The same where calls are named otherwise than by their folders; what was recorded under another
   * naming is brought back under this one.
   *
   * @param names how calls are named
   */
  public static Ledger open(
      Path path,
      LedgerSettings settings,
      Totals totals,
      Observations observations,
      LedgerMeter meter,
      CallNames names)
      throws IOException {
    StateFolder folder = StateFolder.lock(path);
    try {
      Recovery recovery = new Recovery(folder, totals, observations, settings.newest(), names);
      recovery.run();
      Ledger ledger =
          new Ledger(path, folder, settings, recovery, totals, observations, meter, names);
      ledger.begin(recovery);
      return ledger;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** How calls are named. */
  public CallNames names() {
    return names;
  }

  /**
   * The id of the call in a folder of this name: the one under which it is known here, which is
   * another than the usual one if it was counted under another setting. Empty if no call's folder
   * has such a name.
   */
  public Optional<CallId> idOf(String folder) {
    Optional<CallId> usual = names.id(folder);
    return usual.isEmpty() || contains(usual.get())
        ? usual
        : names.ids(folder).stream().filter(this::contains).findFirst().or(() -> usual);
  }

  /** Whether the call was counted, or is forgotten and must not be. */
  public synchronized boolean contains(CallId id) {
    return keys.contains(id) || forgotten.contains(id);
  }

  /** Whether the call was counted and is not forgotten. */
  public synchronized boolean isCounted(CallId id) {
    return keys.contains(id) && !forgotten.contains(id);
  }

  /** Whether the call is to stay forgotten, however often its folder comes back. */
  public synchronized boolean isForgotten(CallId id) {
    return forgotten.contains(id);
  }

  /**
   * Whether all that was counted is on the disk, so that the folders of counted calls may go: the
   * state is where it was put, and the last write went well.
   */
  public synchronized boolean isDurable() {
    try {
      boolean logInPlace = log.isEmpty() || log.get().isInPlace();
      return !failing && folder.isInPlace() && logInPlace;
    } catch (IOException unknown) {
      return false;
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

  /** How many calls are remembered as counted. */
  public synchronized int size() {
    return keys.size();
  }

  /** The ids of the calls that ended last, newest first. */
  public synchronized List<CallId> newest() {
    return newest.list().stream().map(NewestCalls.Ended::id).toList();
  }

  /**
   * Records calls durably; when this returns true, they are counted, whatever comes, and the caller
   * publishes them.
   *
   * @param calls of which none is recorded yet
   * @return false if they could not be recorded and none is counted; try again later
   */
  public synchronized boolean record(List<Entry> calls) {
    try {
      writableLog().append(calls);
    } catch (IOException e) {
      failed(e);
      return false;
    }
    calls.forEach(
        call -> {
          CallId id = EntryCodec.idOf(call);
          keys.add(id);
          newest.add(id, call.at());
        });
    succeeded();
    return true;
  }

  /**
   * Turns a log that has grown long into a snapshot. To be called when everything recorded has been
   * published, because it asks for the totals.
   */
  public synchronized void compact() {
    if (log.filter(open -> open.bytes() >= compactAtBytes).isPresent()) {
      tryToCompact();
    }
  }

  /**
   * Forgets calls for good: when this returns, no file of the ledger holds their ids, totals and
   * memory do not lead to them, and they will not be counted, now or later. What they added to the
   * totals stays, and so do 128 bits of a hash of each id. To be called when everything recorded
   * has been published, because it asks for the totals. May be done again without harm.
   *
   * @throws IOException if the folder could not be written: the ids are gone from memory, but may
   *     still be on disk; do it again
   */
  public synchronized void forget(Set<CallId> calls) throws IOException {
    calls.forEach(forgotten::add);
    keys.dropIds();
    forgotten.dropIds();
    newest.forget(calls);
    totals.forget(calls);
    observations.forget(calls);
    try {
      if (!folder.isInPlace()) {
        reestablish();
      }
      writeSnapshot();
      // Before the older ones go, which it can no longer be replaced by.
      Snapshot.read(folder.snapshot(snapshotGeneration));
      folder.removeBefore(snapshotGeneration);
      folder.removeDamagedWith(calls);
      folder.force();
    } catch (IOException e) {
      failed(e);
      throw e;
    }
    succeeded();
  }

  /** Whether a day has begun on which {@link #age} was not called yet. */
  public synchronized boolean wantsAging(long epochDay) {
    return agedOn != epochDay;
  }

  /**
   * Makes every call whose folder is not there older by a day, and forgets those beyond the
   * horizon. The days are those on which this was called, not those the clock jumped over.
   *
   * @param present the calls whose folders are there
   * @param epochDay today, in days since 1970
   */
  public synchronized void age(Iterable<CallId> present, long epochDay) {
    agedOn = epochDay;
    keys.ageByOneDay();
    present.forEach(keys::present);
    int forgotten = keys.forget(settings.horizonDays(), settings.absentCalls());
    if (forgotten > 0) {
      logger.info(
          "{} calls are forgotten: their folders have been gone for more than {} days, or there"
              + " were more than {} of them",
          forgotten,
          settings.horizonDays(),
          settings.absentCalls());
    }
    meter.remembered(keys.size());
    tryToCompact();
  }

  /** Lets go of the folder; what was recorded is durable already. */
  @Override
  public synchronized void close() throws IOException {
    closeLog();
    folder.close();
  }

  /** For tests: how the names in the folder are made durable from now on. */
  synchronized void forcedBy(StateFolder.Forcing forcing) {
    folder.forcedBy(forcing);
  }

  /** Goes on with the log that is there, or with a new one if that is damaged or long. */
  private void begin(Recovery recovered) throws IOException {
    if (snapshotGeneration > 0) {
      compactAtBytes = worthASnapshot(Files.size(folder.snapshot(snapshotGeneration)));
    }
    meter.damaged(recovered.damaged());
    meter.remembered(keys.size());
    Path last = folder.log(generation);
    if (recovered.damaged() > 0 || recovered.goodBytes() > compactAtBytes / 2) {
      tryToCompact();
    }
    if (log.isEmpty() && Files.exists(last) && recovered.goodBytes() > 0) {
      log = Optional.of(CallLog.resume(last, recovered.goodBytes()));
    }
    if (keys.size() > 0) {
      logger.info("{} calls were counted before; counting goes on", keys.size());
    }
    meter.writable(!failing);
  }

  private CallLog writableLog() throws IOException {
    if (!folder.isInPlace() || (log.isPresent() && !log.get().isInPlace())) {
      reestablish();
    }
    if (log.filter(CallLog::isDoubtful).isPresent()) {
      writeSnapshot();
    }
    if (log.isEmpty()) {
      beginLog();
    }
    return log.get();
  }

  /** A log is used only once its name is durable: otherwise a crash would lose it whole. */
  private void beginLog() throws IOException {
    CallLog begun = CallLog.begin(folder.log(generation), generation);
    try {
      folder.force();
    } catch (IOException | RuntimeException e) {
      begun.close();
      throw e;
    }
    log = Optional.of(begun);
  }

  /** The folder was deleted or replaced under us; what it held is still in memory. */
  private void reestablish() throws IOException {
    logger.error("the state in {} is gone; it is written anew from memory", path);
    closeLog();
    folder.close();
    folder = StateFolder.lock(path);
    writeSnapshot();
  }

  private void tryToCompact() {
    try {
      writeSnapshot();
    } catch (IOException e) {
      compactAtBytes = log.map(CallLog::bytes).orElse(0L) + settings.compactBytes();
      failed(e);
    }
  }

  /** Writes everything as the snapshot of a new generation, and begins that generation's log. */
  private void writeSnapshot() throws IOException {
    long next = generation + 1;
    Snapshot snapshot =
        new Snapshot(totals.all(), keys, newest.list(), observations.all(), forgotten, agedOn);
    try {
      snapshot.write(folder.scratch(), next);
    } catch (IOException e) {
      Files.deleteIfExists(folder.scratch());
      throw e;
    }
    long bytes = Files.size(folder.scratch());
    folder.install(folder.scratch(), next);
    // A start now reads this snapshot and nothing of the log before it. Whatever fails from here
    // on,
    // nothing may be added to that log any more.
    long before = snapshotGeneration;
    snapshotGeneration = next;
    generation = next;
    compactAtBytes = worthASnapshot(bytes);
    closeLog();
    folder.force();
    beginLog();
    folder.removeBefore(before);
  }

  /** How long the log grows: snapshots never write much more than the log itself does. */
  private long worthASnapshot(long snapshotBytes) {
    return Math.max(settings.compactBytes(), 2 * snapshotBytes);
  }

  private void closeLog() throws IOException {
    if (log.isPresent()) {
      CallLog open = log.get();
      log = Optional.empty();
      open.close();
    }
  }

  private void failed(IOException e) {
    meter.writable(false);
    if (!failing) {
      failing = true;
      logger.error(
          "the state in {} cannot be written ({}); finished calls wait uncounted until it can",
          path,
          e.getMessage());
    }
  }

  private void succeeded() {
    meter.remembered(keys.size());
    if (failing) {
      failing = false;
      meter.writable(true);
      logger.info("the state in {} can be written again", path);
    }
  }
}
