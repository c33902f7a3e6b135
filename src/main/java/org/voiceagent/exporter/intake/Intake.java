package org.voiceagent.exporter.intake;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counting loop: on one thread, it gives each feed its turn, records what the feeds submit, and
 * runs short tasks of other threads between two records.
 *
 * <pre>{@code
 * Wakeup wakeup = new Wakeup();
 * PendingFolders pending = new PendingFolders(10_000, wakeup);
 * FolderFeed calls = new FolderFeed(settings, pending, probes, counting);
 * Intake intake = new Intake(List.of(calls), new Recorder(ledger, meter, clock), wakeup, clock);
 * new Thread(intake::run).start(); // run() may be interrupted while it waits
 * pending.hint("call-1", false);
 * }</pre>
 *
 * <p>One thread calls {@link #run} or {@link #tick}; all else may be called by any thread.
 */
public final class Intake {
  private static final Logger logger = LoggerFactory.getLogger(Intake.class);

  private final List<Feed> feeds;
  private final Recorder recorder;
  private final Wakeup wakeup;
  private final IntakeClock clock;
  private final Feed.Turn turn = new TurnOfAFeed();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private volatile boolean ready;

  /**
   * @param feeds take turns, in this order
   * @param recorder records what they submit; no other thread may use it
   * @param wakeup what the feeds signal when they have news
   * @param clock the clock by which the feeds say when they are due
   */
  public Intake(List<Feed> feeds, Recorder recorder, Wakeup wakeup, IntakeClock clock) {
    this.feeds = List.copyOf(feeds);
    this.recorder = recorder;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  /**
   * Works until {@link #stop}.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void run() throws InterruptedException {
    while (!stopped) {
      runTasks();
      wakeup.await(nanosUntilDue());
      tick();
    }
  }

  /**
   * Ends the work soon. An interrupt would be worse: it would close the ledger's file during a
   * write.
   */
  public void stop() {
    stopped = true;
    wakeup.signal();
  }

  /**
   * Runs a task soon on the counting thread, at a moment when every recorded call is also published
   * and none is half done. The task must be short and must not delete files. Tasks that come after
   * {@link #stop} are not run.
   */
  public void between(Runnable task) {
    tasks.add(task);
    wakeup.signal();
  }

  /**
   * How far the records found at start are done: the sum over all feeds; ready once all of them are
   * counted.
   */
  public Progress progress() {
    int done = 0;
    int total = 0;
    boolean counted = ready;
    for (Feed feed : feeds) {
      Progress one = feed.startProgress();
      done += one.done();
      total += one.total();
    }
    return new Progress(done, total, counted);
  }

  /** Gives every feed its turn, without waiting. */
  void tick() {
    for (Feed feed : feeds) {
      feed.scan(turn);
      recorder.flush();
    }
    if (!ready && !recorder.isHeldUp() && feeds.stream().allMatch(Intake::hasStarted)) {
      ready = true;
      recorder.goLive();
    }
  }

  private static boolean hasStarted(Feed feed) {
    return feed.startProgress().ready();
  }

  /** A fault in one task must not stop the counting. */
  private void runTasks() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      try {
        next.run();
      } catch (RuntimeException fault) {
        logger.error("a task on the counting thread failed", fault);
      }
    }
  }

  private long nanosUntilDue() {
    long now = clock.nanos();
    return feeds.stream().mapToLong(feed -> feed.nextDueNanos() - now).min().orElse(Long.MAX_VALUE);
  }

  /** Collects records into the recorder's batch, and flushes it when it is full. */
  private final class TurnOfAFeed implements Feed.Turn {
    @Override
    public void submit(Submission complete) {
      recorder.submit(complete);
    }

    @Override
    public void flush() {
      recorder.flush();
    }

    @Override
    public boolean checkpoint() {
      if (recorder.isBatchFull() || !tasks.isEmpty()) {
        recorder.flush();
        runTasks();
      }
      return !stopped;
    }
  }
}
