package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.event.EventLog;
import org.voiceagent.exporter.event.EventSink;
import org.voiceagent.exporter.intake.Intake;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.Recorder;
import org.voiceagent.exporter.intake.Wakeup;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.ledger.Projection;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.testing.MemoryTotals;

/** Counts the event files of a folder, as the daemon does, with {@link SimpleCounting}. */
final class RunningFeed implements AutoCloseable {
  final MemoryTotals totals = new MemoryTotals();
  final EventIds ids = new EventIds();
  final List<CountedEvent> passedOn = new CopyOnWriteArrayList<>();
  final List<CountedEvent> kept = new CopyOnWriteArrayList<>();
  final List<Long> positionsWhenForced = new CopyOnWriteArrayList<>();
  final List<String> measured = new CopyOnWriteArrayList<>();
  final Ledger ledger;

  private final EventFeed feed;
  private final Intake intake;
  private final Thread thread;
  private final Wakeup wakeup = new Wakeup();

  RunningFeed(Path folder, Path state) throws IOException {
    this(folder, state, InstantSource.system());
  }

  RunningFeed(Path folder, Path state, InstantSource time) throws IOException {
    this(folder, state, new IntakeClock(time, System::nanoTime), true);
    feed.start(wakeup);
  }

  /**
   * A feed that reads whenever it is asked to {@link #look}, unless it is started.
   *
   * @param remembers whether to keep what is passed on, which takes memory for each event
   */
  RunningFeed(Path folder, Path state, IntakeClock clock, boolean remembers) throws IOException {
    ledger =
        Ledger.open(
            state,
            new LedgerSettings(40_000, 90, 1_000, 10),
            new Ledger.Kept(
                totals, Notes.NONE, Projection.named(Map.of("event_ids", ids)), LedgerMeter.NONE),
            mark -> mark);
    EventQuarantine quarantine =
        new EventQuarantine(
            state,
            Redactor.strict(),
            new EventQuarantine.Keeping(true, 1 << 16, Optional.of(Duration.ofDays(1))),
            clock.wall(),
            TailMeter.NONE);
    feed =
        new EventFeed(
            folder,
            new EventFeed.Counted(ledger, totals, ids),
            new EventFeed.Judges(
                new SimpleCounting(),
                remembers ? log() : EventLog.NONE,
                remembers ? passedOn::addAll : EventSink.NONE,
                quarantine),
            meter(),
            clock);
    intake =
        new Intake(List.of(feed), new Recorder(ledger, IntakeMeter.NONE, clock), wakeup, clock);
    thread = new Thread(this::run, "counting");
    thread.start();
  }

  /** Reads by itself from now on. */
  RunningFeed start() {
    feed.start(wakeup);
    return this;
  }

  /** Looks through the folder once, and reads what there is. */
  void look() {
    feed.look(wakeup);
  }

  /** Waits until everything that was read is counted. */
  void awaitIdle() {
    await(() -> !feed.hasWork(), "everything that was read is counted");
    CountDownLatch counted = new CountDownLatch(1);
    between(counted::countDown);
    await(() -> counted.getCount() == 0, "the last part is counted");
  }

  private void run() {
    try {
      intake.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers what it keeps, and how far the ledger was when that was forced. */
  private EventLog log() {
    return new EventLog() {
      @Override
      public void append(List<CountedEvent> batch) {
        kept.addAll(batch);
      }

      @Override
      public void force() {
        positionsWhenForced.add(
            ledger.positions().values().stream().mapToLong(Long::longValue).sum());
      }
    };
  }

  private TailMeter meter() {
    return new TailMeter() {
      @Override
      public void eventFiles(int files, long unreadBytes) {}

      @Override
      public void eventFileTruncated() {
        measured.add("truncated");
      }

      @Override
      public void eventBytesLost(long bytes) {
        measured.add("lost " + bytes);
      }

      @Override
      public void eventQuarantine(long bytes) {}

      @Override
      public void eventIds(long bytes) {}
    };
  }

  /** Runs a task on the counting thread, when nothing is half counted. */
  void between(Runnable task) {
    intake.between(task);
  }

  /** How many lines of a queue were counted. */
  double counted(String queue) {
    return totals.sum("work_total", queue);
  }

  /** How many lines of all kinds were dealt with. */
  double lines() {
    return totals.all().stream()
        .filter(total -> total.family().startsWith("voice_agent_exporter_events_"))
        .mapToDouble(total -> total.sum())
        .sum();
  }

  /** Waits until as many lines were dealt with. */
  void awaitLines(int lines) {
    await(() -> lines() >= lines, "lines: " + lines);
  }

  static void await(BooleanSupplier condition, String what) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** Waits until the folder was looked through this often. */
  void awaitLooks(int looks) {
    List<String> seen = new ArrayList<>(measured);
    int before = seen.size();
    for (int i = 0; i < looks * 55 && measured.size() == before; i++) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    feed.close();
    intake.stop();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ledger.close();
  }
}
