package org.voiceagent.exporter.intake;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;

/**
 * An intake on a real folder with clocks that tests set by hand, which writes down what it hears.
 */
final class IntakeBench implements FinishedCalls, IntakeMeter {
  final List<String> counted = Collections.synchronizedList(new ArrayList<>());
  final List<String> updated = Collections.synchronizedList(new ArrayList<>());
  final List<RejectReason> rejected = Collections.synchronizedList(new ArrayList<>());
  final List<RescanCause> rescans = Collections.synchronizedList(new ArrayList<>());
  final List<String> late = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> lags = Collections.synchronizedList(new ArrayList<>());
  final PendingFolders pending;
  final FolderFeed feed;
  final Intake intake;
  int abandoned;
  int active;
  private final AtomicLong nanos = new AtomicLong();
  private Duration jumped = Duration.ZERO;
  Instant wallClock = Instant.now();

  IntakeBench(Path root) {
    this(root, 1_000);
  }

  IntakeBench(Path root, int capacity) {
    this(root, capacity, Ledgers.fresh());
  }

  /** An intake that goes on with what a ledger knows. */
  IntakeBench(Path root, int capacity, CountedCalls ledger) {
    this(root, capacity, ledger, real());
  }

  private static CallReader real() {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    return new CallReader() {
      @Override
      public Reading read(CallFolder folder) {
        return reader.read(folder);
      }

      @Override
      public Reading readLoose(GuardedRoot root, String name, BasicFileAttributes seen) {
        return reader.readLoose(root, name, seen);
      }
    };
  }

  /** An intake whose reading goes wrong as a test likes. */
  IntakeBench(Path root, int capacity, CountedCalls ledger, CallReader reader) {
    IntakeClock clock = new IntakeClock(() -> wallClock, nanos::get);
    Wakeup wakeup = new Wakeup();
    pending = new PendingFolders(capacity, wakeup);
    feed =
        new FolderFeed(
            IntakeSettings.defaults(),
            pending,
            new ProbePool(root, reader, Runnable::run),
            new Counting(ledger, this, this, clock));
    intake = new Intake(List.of(feed), new Recorder(ledger.ledger(), this, clock), wakeup, clock);
  }

  /** Lets time pass and does what is due then. */
  IntakeBench after(Duration time) throws InterruptedException {
    nanos.addAndGet(time.toNanos());
    wallClock = Instant.now().plus(offset());
    intake.tick();
    return this;
  }

  /** Sets the wall clock forwards or back, and no other clock. */
  IntakeBench wallClockJumps(Duration by) {
    jumped = jumped.plus(by);
    return this;
  }

  /** Tells of a change, as the watch would, and does what is due. */
  IntakeBench hint(String name) throws InterruptedException {
    pending.hint(name, false);
    wallClock = Instant.now().plus(offset());
    intake.tick();
    return this;
  }

  private Duration offset() {
    return Duration.ofNanos(nanos.get()).plus(jumped);
  }

  @Override
  public FinishedCall finished(CallSession session) {
    return new FinishedCall(
        Entries.call(session.id(), session.endedAt(), wallClock, List.of()),
        () -> counted.add(session.id().value()));
  }

  /** Counts what a caller says of a call, with it or later. */
  @Override
  public Optional<FinishedCall> late(CallId id, Set<String> known, CallSession session) {
    if (known.contains("csat") || !session.facts().known(CallField.CSAT)) {
      return Optional.empty();
    }
    Entry entry =
        new Entry(
            Mark.Once.late(Set.of("csat"), id.value()),
            session.endedAt(),
            wallClock,
            Optional.of(id.value()),
            List.of());
    return Optional.of(new FinishedCall(entry, () -> late.add(id.value())));
  }

  @Override
  public void updated(CallSession session) {
    updated.add(session.id().value());
  }

  @Override
  public void sessionUpdated() {}

  @Override
  public void sessionRejected(RejectReason reason) {
    rejected.add(reason);
  }

  @Override
  public void sessionAbandoned() {
    abandoned++;
  }

  @Override
  public void pending(int sessions) {}

  @Override
  public void active(int calls) {
    active = calls;
  }

  @Override
  public void backlog(int done, int total) {}

  @Override
  public void ingestLag(Duration lag) {
    lags.add(lag);
  }

  @Override
  public void rescan(RescanCause cause) {
    rescans.add(cause);
  }
}
