package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.intake.PendingFolders.Sign;

/**
 * The feed of finished calls: one folder per call below the sessions folder. Hints from file events
 * make it fast. A rescan of the whole sessions folder makes it complete: at start, at intervals,
 * and whenever events may have been lost. Everything it does may be repeated without harm.
 *
 * <p>The intake's thread calls everything but {@link #startProgress}, {@link #active}, {@link
 * #resting} and {@link #ownWriting}, which any thread may call.
 */
public final class FolderFeed implements Feed {
  private static final Logger logger = LoggerFactory.getLogger(FolderFeed.class);

  /** Abandoned and refused sessions are rechecked only at every twelfth rescan. */
  private static final int RESCANS_PER_FULL_RESCAN = 12;

  /** Many engines write a whole call within this time; then one probe is enough. */
  private static final long MOMENT_NANOS = Duration.ofMillis(5).toNanos();

  /** Below this number the list of active calls is made again after each scan. */
  private static final int FEW = 100;

  private static final long ACTIVE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  /** After a requested rescan, the next one waits this many times as long as the rescan took. */
  private static final int PAUSE_FACTOR = 4;

  private final IntakeSettings settings;
  private final SessionsFolder sessions;
  private final PendingFolders pending;
  private final ProbePool probes;
  private final SessionTracker tracker;
  private final Counting counting;
  private final DayClock days;
  private final OwnWriting ownWriting;

  /** New folders without a summary. */
  private final RecheckQueue announced = new RecheckQueue();

  private final Set<RescanCause> rescanRequests = EnumSet.noneOf(RescanCause.class);
  private long nextRescanNanos;
  private long pauseUntilNanos;
  private int rescans;
  private long activeListedNanos;
  private volatile Progress startProgress = new Progress(0, 0, false);
  private volatile List<ActiveCall> active = List.of();
  private volatile Resting resting = Resting.NONE;

  /**
   * @param settings times
   * @param pending where hints come in
   * @param probes reads the folders
   * @param counting what calls are counted with
   */
  public FolderFeed(
      IntakeSettings settings, PendingFolders pending, ProbePool probes, Counting counting) {
    this.settings = settings;
    this.pending = pending;
    this.probes = probes;
    this.counting = counting;
    this.sessions = new SessionsFolder(probes.root(), counting.clock().wall());
    this.tracker =
        new SessionTracker(
            settings,
            counting,
            new OlderFolders(
                probes.root(), counting.clock().wall(), counting.counted().ledger().lastWritten()),
            new LooseReports(probes.root()));
    this.days = new DayClock(counting.clock());
    this.ownWriting = new OwnWriting(pending::wake);
    this.nextRescanNanos = counting.clock().nanos();
    this.pauseUntilNanos = nextRescanNanos;
    recall(counting.counted());
    pending.requestRescan(RescanCause.START);
  }

  private void recall(CountedCalls ledger) {
    if (ledger.newest().stream().anyMatch(ledger.names()::isShortForm)) {
      // Only a list of all names shows which folders such ids stand for.
      sessions.names(true).ifPresent(names -> names.forEach(ledger.names()::id));
    }
    tracker.recall(ledger.newest());
  }

  @Override
  public void scan(Turn turn) {
    Set<String> names = new LinkedHashSet<>();
    for (OwnWriting.Done written : ownWriting.released()) {
      tracker.written(written);
      names.add(written.name());
    }
    PendingFolders.Batch news = pending.take();
    for (PendingFolders.Hint hint : news.hints()) {
      Urgency urgency =
          hint.sign() == Sign.COMPANION ? tracker.noteCompanion(hint.name()) : Urgency.NOW;
      if (urgency == Urgency.NOW) {
        names.add(hint.name());
      } else if (urgency == Urgency.SOON) {
        announced.plan(hint.name(), counting.clock().nanos() + MOMENT_NANOS);
      }
      if (hint.sign() == Sign.SUMMARY_IN_PLACE) {
        tracker.inPlace(hint.name());
      }
    }
    rescanRequests.addAll(news.rescanRequests());
    long now = counting.clock().nanos();
    names.addAll(tracker.dueBy(now));
    announced.dueBy(now).stream().filter(tracker::isUnseen).forEach(names::add);
    // What a rescan adds needs no such check.
    names.removeIf(name -> !tracker.isOpen(name));
    Set<RescanCause> causes = causesToRescan(now);
    if (!causes.isEmpty()) {
      causes.forEach(counting.meter()::rescan);
      names.addAll(rescan(!causes.equals(Set.of(RescanCause.INTERVAL))));
      long done = counting.clock().nanos();
      nextRescanNanos = done + settings.rescan().toNanos();
      pauseUntilNanos = done + PAUSE_FACTOR * (done - now);
    }
    probe(new ArrayList<>(names), causes.contains(RescanCause.START), turn);
  }

  @Override
  public long nextDueNanos() {
    long rescanNanos = rescanRequests.isEmpty() ? nextRescanNanos : pauseUntilNanos;
    return announced.nextBefore(tracker.nextBefore(rescanNanos));
  }

  @Override
  public Progress startProgress() {
    return startProgress;
  }

  /**
   * Drops everything known of these calls. To be called between two records only, after the ledger
   * has forgotten them.
   */
  public void forget(Set<CallId> calls) {
    tracker.forget(calls);
    active = tracker.active();
    resting = tracker.resting();
    counting.calls().active(active.size());
  }

  /** Where the daemon announces that it rewrites files of counted calls itself. */
  public OwnWriting ownWriting() {
    return ownWriting;
  }

  /** The calls that go on, newest sign of life first. */
  public List<ActiveCall> active() {
    return active;
  }

  /** The folders that were abandoned or refused last. */
  public Resting resting() {
    return resting;
  }

  /** Endless requests for a rescan must leave time for other work. */
  private Set<RescanCause> causesToRescan(long now) {
    if (!rescanRequests.isEmpty() && now - pauseUntilNanos >= 0) {
      Set<RescanCause> causes = EnumSet.copyOf(rescanRequests);
      rescanRequests.clear();
      return causes;
    }
    return now - nextRescanNanos >= 0 ? EnumSet.of(RescanCause.INTERVAL) : Set.of();
  }

  /** The names to probe: those never seen before, unfinished ones, and recently counted ones. */
  private List<String> rescan(boolean all) {
    CountedCalls ledger = counting.counted();
    boolean newDay = ledger.ledger().wantsAging(days.today()) && days.mayTurn();
    Optional<List<String>> listed = sessions.names(all || newDay);
    List<String> names = new ArrayList<>();
    for (String name : listed.orElse(List.of())) {
      if (!tracker.isKnown(name)) {
        names.add(name);
      }
    }
    boolean full = !all && ++rescans % RESCANS_PER_FULL_RESCAN == 0;
    names.addAll(tracker.unfinished(all || full));
    if (full) {
      names.addAll(tracker.older());
    }
    if (newDay && listed.isPresent()) {
      days.turn();
      ledger
          .ledger()
          .age(
              listed.get().stream()
                  .flatMap(name -> ledger.idOf(name).stream())
                  .map(CountedCalls::mark)
                  .toList(),
              days.today());
    }
    return names;
  }

  private void probe(List<String> names, boolean start, Turn turn) {
    if (names.isEmpty() && !start) {
      return;
    }
    if (start) {
      startProgress(0, names.size());
    }
    probes.forEach(
        names,
        tracker::request,
        batch -> {
          batch.forEach(probe -> takeSafely(probe, turn));
          boolean goOn = turn.checkpoint();
          if (start) {
            startProgress(startProgress.done() + batch.size(), names.size());
          }
          return goOn;
        });
    turn.flush();
    listActiveCalls();
    counting.meter().pending(tracker.waiting() + pending.size());
  }

  private void startProgress(int done, int total) {
    startProgress = new Progress(done, total, done == total);
    counting.meter().backlog(done, total);
  }

  /** A list of many active calls is not made again for each event of one of them. */
  private void listActiveCalls() {
    resting = tracker.resting();
    long now = counting.clock().nanos();
    if (active.size() < FEW || now - activeListedNanos >= ACTIVE_EVERY_NANOS) {
      active = tracker.active();
      activeListedNanos = now;
      counting.calls().active(active.size());
    }
  }

  /** A fault of the program in one folder must not stop the others. */
  private void takeSafely(Probe probe, Turn turn) {
    try {
      if (!ownWriting.holds(probe.name())) {
        tracker.take(probe, turn);
      }
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("session {} could not be counted", tracker.shown(probe.name()), fault);
    }
  }
}
