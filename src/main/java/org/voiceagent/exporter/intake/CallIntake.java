package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
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

  /** How many counted calls are looked at again for late changes. */
  private static final int RECENT = 1_000;

  /** Abandoned and refused sessions are looked at only at every so manieth rescan. */
  private static final int SLOW_LANE = 12;

  private final IntakeSettings settings;
  private final SessionsFolder sessions;
  private final PendingFolders pending;
  private final ProbePool probes;
  private final Completeness completeness;
  private final Ledger ledger;
  private final FinishedCalls calls;
  private final IntakeMeter meter;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final Map<String, FolderStamp> recent = Bounded.newestOnly(RECENT);
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nextRescanNanos;
  private int rescans;
  private volatile Progress progress = new Progress(0, 0, false);
  private volatile List<ActiveCall> active = List.of();

  /** A folder that wants a look when it may have settled. */
  private record Due(long nanos, String name) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  /**
   * @param settings times
   * @param root the folder calls are dropped into; it need not exist yet
   * @param pending where hints come in
   * @param reader reads one session's folder; called from the executor's threads
   * @param executor runs readings; {@code Runnable::run} for one thread
   * @param ledger which calls were counted
   * @param calls where finished calls go
   * @param meter what the intake tells about itself
   * @param clock wall-clock time, compared with file times only
   * @param nanoTime monotonic time in ns, for everything that waits
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
      InstantSource clock,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.sessions = new SessionsFolder(root, clock);
    this.pending = pending;
    this.probes = new ProbePool(root, reader, executor);
    this.completeness = new Completeness(settings.settle());
    this.ledger = ledger;
    this.calls = calls;
    this.meter = meter;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.nextRescanNanos = nanoTime.getAsLong();
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
      if (hint.inPlace() && !isCounted(hint.name())) {
        candidates.computeIfAbsent(hint.name(), name -> new Candidate()).inPlace();
      }
    }
    Set<RescanCause> causes = new HashSet<>(batch.doubts());
    long now = nanoTime.getAsLong();
    if (now - nextRescanNanos >= 0 && causes.isEmpty()) {
      causes.add(RescanCause.INTERVAL);
    }
    if (!causes.isEmpty()) {
      causes.forEach(meter::rescan);
      names.addAll(rescan(!causes.equals(Set.of(RescanCause.INTERVAL))));
      nextRescanNanos = nanoTime.getAsLong() + settings.rescan().toNanos();
    }
    while (!due.isEmpty() && due.peek().nanos() - now <= 0) {
      names.add(due.poll().name());
    }
    names.removeIf(name -> isCounted(name) && !recent.containsKey(name));
    boolean start = causes.contains(RescanCause.START);
    if (start || !names.isEmpty()) {
      lookAt(new ArrayList<>(names), start);
    }
  }

  /** The names that want a look: those never seen before, unfinished ones, and recent ones. */
  private List<String> rescan(boolean all) {
    boolean slowLane = all || ++rescans % SLOW_LANE == 0;
    List<String> names = new ArrayList<>(recent.keySet());
    candidates.forEach(
        (name, candidate) -> {
          if (slowLane || candidate.state() == Candidate.State.ACTIVE) {
            names.add(name);
          }
        });
    for (String name : sessions.names(all).orElse(List.of())) {
      if (!candidates.containsKey(name) && !isCounted(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private boolean isCounted(String name) {
    return CallId.parse(name).filter(ledger::contains).isPresent();
  }

  private void lookAt(List<String> names, boolean start) {
    if (start) {
      progress = new Progress(0, names.size(), false);
    }
    probes.forEach(
        names,
        this::lastRead,
        probe -> {
          takeSafely(probe);
          if (start) {
            advance(names.size());
          }
        });
    if (start && names.isEmpty()) {
      advance(0);
    }
    summarise();
  }

  /** The stamp at which the folder need not be read again. */
  private Optional<FolderStamp> lastRead(String name) {
    return Optional.ofNullable(recent.get(name))
        .or(() -> Optional.ofNullable(candidates.get(name)).flatMap(Candidate::vain));
  }

  /** A fault of ours in one folder must not stop the others. */
  private void takeSafely(Probe probe) {
    try {
      take(probe);
    } catch (RuntimeException fault) {
      logger.error("session {} could not be taken", Escaped.of(probe.name()), fault);
    }
  }

  private void advance(int total) {
    int done = Math.min(progress.done() + 1, total);
    progress = new Progress(done, total, done == total);
    if (done % 100 == 0 || done == total) {
      meter.backlog(done, total);
    }
  }

  private void take(Probe probe) {
    if (probe.stamp().isEmpty()) {
      candidates.remove(probe.name());
      recent.remove(probe.name());
      return;
    }
    FolderStamp stamp = probe.stamp().get();
    Optional<CallId> id = CallId.parse(probe.name());
    if (id.filter(ledger::contains).isPresent()) {
      lookAgain(probe, stamp);
      return;
    }
    Candidate candidate = candidates.computeIfAbsent(probe.name(), name -> new Candidate());
    candidate.seen(stamp, nanoTime.getAsLong());
    if (id.isEmpty()) {
      refuse(
          probe.name(),
          candidate,
          new Reading.Refused(RejectReason.BAD_ID, "the folder's name is no call id"));
    } else if (probe.reading().isPresent()) {
      judge(probe, candidate, stamp);
    } else {
      waitForMore(probe.name(), candidate, stamp);
    }
  }

  private void judge(Probe probe, Candidate candidate, FolderStamp stamp) {
    Reading reading = probe.reading().orElseThrow();
    long now = nanoTime.getAsLong();
    if (probe.changed()) {
      candidate.disturbed(now);
      lookLater(probe.name(), now);
    } else if (reading instanceof Reading.Unfinished) {
      candidate.inPlace();
      candidate.readInVain();
      waitForMore(probe.name(), candidate, stamp);
    } else {
      boolean settled = completeness.isSettled(candidate, stamp, now, clock.instant());
      if (reading instanceof Reading.Complete complete
          && (settled || completeness.isTakenAtOnce(candidate, stamp, complete.session()))) {
        count(probe.name(), complete.session(), stamp);
      } else if (reading instanceof Reading.Refused refused && settled) {
        refuse(probe.name(), candidate, refused);
      } else {
        lookLater(probe.name(), candidate.unchangedSinceNanos());
      }
    }
  }

  private void lookLater(String name, long sinceNanos) {
    due.add(new Due(sinceNanos + settings.settle().toNanos(), name));
  }

  private void count(String name, CallSession session, FolderStamp stamp) {
    candidates.remove(name);
    recent.put(name, stamp);
    if (ledger.countOnce(session.id())) {
      calls.counted(session);
      meter.sessionIngested();
      meter.valuesRejected(session.findings());
      if (progress.ready()) {
        meter.ingestLag(Duration.between(session.completedAt(), clock.instant()));
      }
    }
  }

  /**
   * A counted call whose files changed is read again for what is shown of it, never for counting.
   */
  private void lookAgain(Probe probe, FolderStamp stamp) {
    FolderStamp before = recent.get(probe.name());
    if (before == null || before.sameFiles(stamp) || probe.changed()) {
      return;
    }
    if (probe.reading().orElse(null) instanceof Reading.Complete complete) {
      recent.put(probe.name(), stamp);
      calls.updated(complete.session());
      meter.sessionUpdated();
    }
  }

  private void refuse(String name, Candidate candidate, Reading.Refused refused) {
    if (candidate.state() != Candidate.State.REFUSED) {
      candidate.readInVain();
      candidate.become(Candidate.State.REFUSED);
      meter.sessionRejected(refused.reason());
      logger.warn(
          "session {} refused ({}): {}; it is tried again when its files change",
          Escaped.of(name),
          refused.reason().word(),
          refused.detail());
    }
  }

  private void waitForMore(String name, Candidate candidate, FolderStamp stamp) {
    boolean idle = stamp.lastSign().isBefore(clock.instant().minus(settings.idle()));
    if (idle && candidate.state() == Candidate.State.ACTIVE) {
      candidate.become(Candidate.State.ABANDONED);
      meter.sessionAbandoned();
      logger.info(
          "call {} is abandoned: nothing was written for {} and there is no whole metrics.json",
          Escaped.of(name),
          settings.idle());
    }
  }

  private void summarise() {
    List<ActiveCall> now = new ArrayList<>();
    candidates.forEach(
        (name, candidate) -> {
          if (candidate.state() == Candidate.State.ACTIVE && candidate.stamp().isPresent()) {
            now.add(new ActiveCall(new CallId(name), candidate.stamp().get().lastSign()));
          }
        });
    now.sort((a, b) -> b.lastSign().compareTo(a.lastSign()));
    active = List.copyOf(now);
    meter.active(now.size());
    meter.pending(due.size() + pending.size());
  }

  private long nanosToNextDuty() {
    long next = nextRescanNanos;
    if (!due.isEmpty() && due.peek().nanos() - next < 0) {
      next = due.peek().nanos();
    }
    return Math.max(0, next - nanoTime.getAsLong());
  }
}
