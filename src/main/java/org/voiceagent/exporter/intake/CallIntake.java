package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.feedback.CallArchive.ActiveCall;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * Takes finished calls from their folders, each once. Hints make it quick; looking through the
 * whole folder at start, at intervals and after every doubt makes it right. Everything it does may
 * be done again without harm.
 *
 * <p>One thread calls {@link #run} or {@link #tick}; {@link #progress} and {@link #active} may be
 * asked from any.
 */
public final class CallIntake {
  private static final Logger logger = LoggerFactory.getLogger(CallIntake.class);

  /** Abandoned and refused sessions are looked at only at every so manieth rescan. */
  private static final int SLOW_LANE = 12;

  private final IntakeSettings settings;
  private final SessionsFolder sessions;
  private final PendingFolders pending;
  private final ProbePool probes;
  private final SessionBook book;
  private final IntakeMeter meter;
  private final IntakeClock clock;

  private long nextRescanNanos;
  private int rescans;
  private volatile Progress progress = new Progress(0, 0, false);
  private volatile List<ActiveCall> active = List.of();

  /**
   * @param settings times
   * @param root the folder calls are dropped into; it need not exist yet
   * @param pending where hints come in
   * @param reader reads one session's folder; called from the executor's threads
   * @param executor runs readings; {@code Runnable::run} for one thread
   * @param ledger which calls were counted
   * @param calls where finished calls go
   * @param meter what the intake tells about itself
   * @param clock what time it is
   */
  public CallIntake(
      IntakeSettings settings,
      Path root,
      PendingFolders pending,
      Function<Path, Reading> reader,
      Executor executor,
      Ledger ledger,
      FinishedCalls calls,
      IntakeMeter meter,
      IntakeClock clock) {
    this.settings = settings;
    this.sessions = new SessionsFolder(root, clock.wall());
    this.pending = pending;
    this.probes = new ProbePool(root, reader, executor);
    this.book = new SessionBook(settings, ledger, calls, meter, clock);
    this.meter = meter;
    this.clock = clock;
    this.nextRescanNanos = clock.nanos();
    pending.doubt(RescanCause.START);
  }

  /**
   * Works until the thread is interrupted; what is at hand is finished first.
   *
   * @throws InterruptedException when interrupted
   */
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      tick(pending.take(nanosToNextDuty()));
    }
  }

  /** Does everything that is due now, without waiting. */
  void tick() throws InterruptedException {
    tick(pending.take(0));
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
    Set<String> names = new HashSet<>();
    for (PendingFolders.Hint hint : batch.hints()) {
      names.add(hint.name());
      if (hint.inPlace()) {
        book.inPlace(hint.name());
      }
    }
    Set<RescanCause> causes = new HashSet<>(batch.doubts());
    long now = clock.nanos();
    if (now - nextRescanNanos >= 0 && causes.isEmpty()) {
      causes.add(RescanCause.INTERVAL);
    }
    if (!causes.isEmpty()) {
      causes.forEach(meter::rescan);
      names.addAll(rescan(!causes.equals(Set.of(RescanCause.INTERVAL))));
      nextRescanNanos = clock.nanos() + settings.rescan().toNanos();
    }
    names.addAll(book.settledBy(now));
    names.removeIf(name -> !book.isOpen(name));
    boolean start = causes.contains(RescanCause.START);
    if (start || !names.isEmpty()) {
      lookAt(new ArrayList<>(names), start);
    }
  }

  /** The names that want a look: those never seen before, unfinished ones, and recent ones. */
  private List<String> rescan(boolean all) {
    List<String> names = book.unfinished(all || ++rescans % SLOW_LANE == 0);
    for (String name : sessions.names(all).orElse(List.of())) {
      if (!book.isKnown(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private void lookAt(List<String> names, boolean start) {
    if (start) {
      progress = new Progress(0, names.size(), false);
    }
    probes.forEach(
        names,
        book::lastRead,
        probe -> {
          takeSafely(probe);
          if (start) {
            advance(names.size());
          }
        });
    if (start && names.isEmpty()) {
      advance(0);
    }
    active = book.active();
    meter.active(active.size());
    meter.pending(book.settling() + pending.size());
  }

  /** A fault of ours in one folder must not stop the others. */
  private void takeSafely(Probe probe) {
    try {
      book.take(probe);
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("session {} could not be taken", Escaped.of(probe.name()), fault);
    }
  }

  private void advance(int total) {
    int done = Math.min(progress.done() + 1, total);
    if (done == total) {
      book.goLive();
    }
    progress = new Progress(done, total, done == total);
    if (done % 100 == 0 || done == total) {
      meter.backlog(done, total);
    }
  }

  private long nanosToNextDuty() {
    return Math.max(0, book.nextBefore(nextRescanNanos) - clock.nanos());
  }
}
