package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * Takes finished calls from their folders, each once. Hints make it quick; looking through the
 * whole folder at start, at intervals and after every doubt makes it right. Everything it does may
 * be done again without harm.
 *
 * <p>One thread calls {@link #run} or {@link #tick}; {@link #progress} and {@link #active} may be
 * asked from any.
 */
public final class Intake {
  private static final Logger logger = LoggerFactory.getLogger(Intake.class);

  /** Abandoned and refused sessions are looked at only at every so manieth rescan. */
  private static final int SLOW_LANE = 12;

  private static final int FEW = 100;
  private static final long ACTIVE_EVERY_NANOS = 1_000_000_000L;

  /** After a look for rescanRequests, others rest for so many times as long as it took. */
  private static final int REST = 4;

  private final IntakeSettings settings;
  private final SessionsFolder sessions;
  private final PendingFolders pending;
  private final ProbePool probes;
  private final SessionTracker book;
  private final Recorder complete;
  private final IntakeMeter meter;
  private final IntakeClock clock;

  private final Ledger ledger;
  private final DayClock days;

  private final OwnWriting ownWriting;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<RescanCause> rescanRequests = EnumSet.noneOf(RescanCause.class);
  private long nextRescanNanos;
  private long activeToldNanos;
  private long restUntilNanos;
  private int rescans;
  private volatile boolean stopped;
  private volatile Progress progress = new Progress(0, 0, false);
  private volatile List<ActiveCall> active = List.of();

  /**
   * @param settings times
   * @param root the folder calls are dropped into; it need not exist yet
   * @param pending where hints come in
   * @param reader reads one session's folder; called from the readers' threads
   * @param readers run readings; {@code Runnable::run} for one thread
   * @param ledger which calls were counted
   * @param calls where finished calls go
   * @param meter what the intake tells about itself
   * @param clock what time it is
   */
  public Intake(
      IntakeSettings settings,
      Path root,
      PendingFolders pending,
      Function<CallFolder, Reading> reader,
      Readers readers,
      Ledger ledger,
      FinishedCalls calls,
      IntakeMeter meter,
      IntakeClock clock) {
    this.settings = settings;
    this.sessions = new SessionsFolder(root, clock.wall());
    this.pending = pending;
    this.probes = new ProbePool(root, reader, readers);
    this.complete = new Recorder(ledger, meter, clock);
    this.book = new SessionTracker(settings, ledger, calls, complete, meter, clock);
    this.ledger = ledger;
    this.meter = meter;
    this.clock = clock;
    this.days = new DayClock(clock);
    this.ownWriting = new OwnWriting(pending::wake);
    this.nextRescanNanos = clock.nanos();
    this.restUntilNanos = nextRescanNanos;
    recall(ledger);
    pending.requestRescan(RescanCause.START);
  }

  private void recall(Ledger counted) {
    if (counted.newest().stream().anyMatch(counted.names()::isShortForm)) {
      // Which folders such ids were made of is told by looking at all names.
      sessions.names(true).ifPresent(names -> names.forEach(counted.names()::id));
    }
    book.recall(counted.newest());
  }

  /**
   * Works until {@link #stop}; what is at hand is finished first.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void run() throws InterruptedException {
    while (!stopped) {
      runTasks();
      tick(pending.take(nanosToNextDuty()));
    }
  }

  /**
   * Ends the work soon. Better than an interrupt, which would close the ledger's file while it is
   * written.
   */
  public void stop() {
    stopped = true;
    pending.wake();
  }

  /** Does everything that is due now, without waiting. */
  void tick() throws InterruptedException {
    tick(pending.take(0));
  }

  /**
   * Has something done soon by the thread that counts, at a moment when every call that is recorded
   * is also shown and none is half taken. It must be short. May be asked from any thread; what is
   * asked after {@link #stop} is not done.
   */
  public void between(Runnable task) {
    tasks.add(task);
    pending.wake();
  }

  /**
   * Keeps nothing in mind of these calls. To be asked {@link #between} two calls only, after the
   * ledger has forgotten them.
   */
  public void forget(Set<CallId> calls) {
    book.forget(calls);
    active = book.active();
    meter.active(active.size());
  }

  /** Where to say that files of counted calls are being written anew; may be used by any thread. */
  public OwnWriting ownWriting() {
    return ownWriting;
  }

  /** How far the folders found at start are done. */
  public Progress progress() {
    return progress;
  }

  /** The calls that go on, newest sign first. */
  public List<ActiveCall> active() {
    return active;
  }

  private void tick(PendingFolders.Batch batch) {
    Set<String> names = new LinkedHashSet<>();
    for (OwnWriting.Done written : ownWriting.released()) {
      book.written(written);
      names.add(written.name());
    }
    for (PendingFolders.Hint hint : batch.hints()) {
      names.add(hint.name());
      if (hint.inPlace()) {
        book.inPlace(hint.name());
      }
    }
    rescanRequests.addAll(batch.rescanRequests());
    long now = clock.nanos();
    names.addAll(book.settledBy(now));
    // What a look through everything adds is open anyway.
    names.removeIf(name -> !book.isOpen(name));
    Set<RescanCause> causes = causesToLookThroughAll(now);
    if (!causes.isEmpty()) {
      causes.forEach(meter::rescan);
      names.addAll(rescan(!causes.equals(Set.of(RescanCause.INTERVAL))));
      long done = clock.nanos();
      nextRescanNanos = done + settings.rescan().toNanos();
      restUntilNanos = done + REST * (done - now);
    }
    boolean start = causes.contains(RescanCause.START);
    if (start) {
      progress = new Progress(0, names.size(), false);
    }
    lookAt(new ArrayList<>(names), start);
    goLiveWhenAllIsCounted();
  }

  /** Doubts without end must not leave time for nothing else. */
  private Set<RescanCause> causesToLookThroughAll(long now) {
    if (!rescanRequests.isEmpty() && now - restUntilNanos >= 0) {
      Set<RescanCause> causes = EnumSet.copyOf(rescanRequests);
      rescanRequests.clear();
      return causes;
    }
    return now - nextRescanNanos >= 0 ? EnumSet.of(RescanCause.INTERVAL) : Set.of();
  }

  /** The names that want a look: those never seen before, unfinished ones, and recent ones. */
  private List<String> rescan(boolean all) {
    boolean newDay = ledger.wantsAging(days.today()) && days.mayTurn();
    Optional<List<String>> listed = sessions.names(all || newDay);
    List<String> names = new ArrayList<>();
    for (String name : listed.orElse(List.of())) {
      if (!book.isKnown(name)) {
        names.add(name);
      }
    }
    names.addAll(book.unfinished(all || ++rescans % SLOW_LANE == 0));
    if (newDay && listed.isPresent()) {
      days.turn();
      ledger.age(
          listed.get().stream().flatMap(name -> ledger.idOf(name).stream()).toList(), days.today());
    }
    return names;
  }

  private void lookAt(List<String> names, boolean start) {
    if (names.isEmpty() && !start) {
      return;
    }
    AtomicInteger done = new AtomicInteger();
    probes.forEach(
        names,
        book::lastRead,
        share -> {
          share.forEach(this::takeSafely);
          if (complete.hasMany() || !tasks.isEmpty()) {
            complete.flush(book);
            runTasks();
          }
          if (start) {
            progress = new Progress(done.addAndGet(share.size()), names.size(), false);
            meter.backlog(progress.done(), progress.total());
          }
          return !stopped;
        });
    complete.flush(book);
    tellOfActiveCalls();
    meter.pending(book.settling() + pending.size());
  }

  /** A fault in one must not stop the counting. */
  private void runTasks() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      try {
        next.run();
      } catch (RuntimeException fault) {
        logger.error("something asked of the intake failed", fault);
      }
    }
  }

  /** Many active calls are not listed anew for each event of one of them. */
  private void tellOfActiveCalls() {
    long now = clock.nanos();
    if (active.size() < FEW || now - activeToldNanos >= ACTIVE_EVERY_NANOS) {
      active = book.active();
      activeToldNanos = now;
      meter.active(active.size());
    }
  }

  /** A fault of ours in one folder must not stop the others. */
  private void takeSafely(Probe probe) {
    try {
      if (!ownWriting.holds(probe.name())) {
        book.take(probe);
      }
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("session {} could not be taken", book.shown(probe.name()), fault);
    }
  }

  private void goLiveWhenAllIsCounted() {
    boolean lookedAtAll = progress.done() == progress.total();
    if (!progress.ready() && lookedAtAll && !complete.isHeldUp()) {
      progress = new Progress(progress.done(), progress.total(), true);
      meter.backlog(progress.done(), progress.total());
      complete.goLive();
    }
  }

  private long nanosToNextDuty() {
    long rescanNanos = rescanRequests.isEmpty() ? nextRescanNanos : restUntilNanos;
    return Math.max(0, book.nextBefore(rescanNanos) - clock.nanos());
  }
}
