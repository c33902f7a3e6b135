package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.function.Consumer;

/**
 * Plays calls and writes their folders as an engine does: several at a time, each growing turn by
 * turn, its summary last.
 *
 * <p>A call's minutes pass in seconds. Its times are such that it ends when it is written to end,
 * so it seems to have begun earlier; nothing ever lies in the future.
 *
 * <p>One thread may run an engine, and only once at a time.
 */
public final class DemoEngine {
  /** Up to this rate a call takes its usual time; above it is hurried, so that no more overlap. */
  private static final double UNHURRIED_PER_MINUTE = 30;

  /** The first calls begin together and are short, because the user is waiting to see something. */
  private static final int FIRST_CALLS = 3;

  private static final Duration FIRST_CALL = Duration.ofMillis(3_500);
  private static final Duration SHORTEST_CALL = Duration.ofSeconds(5);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);
  private static final int TIMES_FASTER = 6;

  private final DemoOptions options;
  private final InstantSource clock;
  private final DemoContent content = DemoContent.load();
  private final OperatorFile operatorFile;
  private DemoCalls calls;
  private final SnapshotYaml snapshots = new SnapshotYaml();
  private Optional<SideTask> sideTask = Optional.empty();
  private Duration interval = Duration.ZERO;

  /**
   * @param options what to play
   * @param clock says when a call begins; the pace comes from the machine's own timer
   */
  public DemoEngine(DemoOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
    this.operatorFile = new OperatorFile(options.config());
    this.calls = new DemoCalls(options.seed(), content);
  }

  /**
   * Also does something at intervals while calls are played, the first time at once. With a
   * backlog, nothing is played and so nothing is done.
   *
   * @param pause the time from one beginning to the next, above 0
   */
  public DemoEngine beside(Duration pause, SideTask task) {
    interval = pause;
    sideTask = Optional.of(task);
    return this;
  }

  /**
   * Plays until all calls have been written, without end if no number was given.
   *
   * @param say gets one sentence about each call that ended, for a person to read
   * @throws IOException if a folder or file cannot be written
   * @throws InterruptedException if the thread is interrupted; calls that went on stay unfinished,
   *     as if the engine had been killed
   */
  public void run(Consumer<String> say) throws IOException, InterruptedException {
    try {
      if (options.backlog()) {
        writeBacklog(say);
      } else {
        play(say);
      }
    } catch (ClosedByInterruptException interruptedWhileWriting) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while writing");
    }
  }

  private void play(Consumer<String> say) throws IOException, InterruptedException {
    say.accept(
        String.format(
            Locale.ROOT,
            "Playing %.4g calls a minute into %s; the first ones end within %d seconds.",
            options.callsPerMinute(),
            options.sessions(),
            FIRST_CALL.toSeconds() + 1));
    DelayQueue<ScheduledTask> tasks = new DelayQueue<>();
    long begin = System.nanoTime();
    tasks.add(new ScheduledTask(begin, 0, () -> arrival(0, begin, tasks, say)));
    sideTask.ifPresent(task -> tasks.add(new ScheduledTask(begin, 1, () -> repeat(task, tasks))));
    while (!tasks.isEmpty()) {
      tasks.take().action().run();
    }
  }

  /** Does the side task, and again later unless it is the only one left. */
  private void repeat(SideTask task, DelayQueue<ScheduledTask> tasks) throws IOException {
    task.run();
    if (!tasks.isEmpty()) {
      long next = System.nanoTime() + interval.toNanos();
      tasks.add(new ScheduledTask(next, 1, () -> repeat(task, tasks)));
    }
  }

  /** Lets a call begin, plans everything that happens in it, and plans the next arrival. */
  private void arrival(
      long index, long begin, DelayQueue<ScheduledTask> tasks, Consumer<String> say)
      throws IOException {
    applyOperatorFile(say);
    DemoCall call = calls.call(index);
    Duration playing = playing(call);
    Instant end = clock.instant().plus(playing).truncatedTo(ChronoUnit.MILLIS);
    Instant start = end.minusMillis(call.durationMs());
    DemoFolder folder = new DemoFolder(options.sessions().resolve(call.id(start)));
    long now = begin + arrivalNanos(index);
    double nanosPerMs = (double) playing.toNanos() / call.durationMs();
    long order = 0;
    long last = now;
    for (FileStep step : FilePlan.of(call, start, snapshots)) {
      last = Math.max(last, now + (long) (step.atMs() * nanosPerMs));
      tasks.add(new ScheduledTask(last, ++order, () -> folder.write(step)));
    }
    String ended = Narration.of(call, call.id(start));
    tasks.add(new ScheduledTask(last, ++order, () -> say.accept(ended)));
    if (options.calls() == 0 || index + 1 < options.calls()) {
      long next = index + 1;
      long at = begin + arrivalNanos(next);
      tasks.add(new ScheduledTask(at, 0, () -> arrival(next, begin, tasks, say)));
    }
  }

  /** Applies the operator's file if it has changed. */
  private void applyOperatorFile(Consumer<String> say) throws IOException {
    Optional<Map<String, String>> changed = operatorFile.changed();
    if (changed.isPresent()) {
      calls = new DemoCalls(options.seed(), content, changed.get());
      say.accept("Running with " + operatorFile + ": " + changed.get());
    }
  }

  private long arrivalNanos(long index) {
    return (long) (Math.max(0, index - FIRST_CALLS + 1) * 60e9 / options.callsPerMinute());
  }

  /** How long a call takes in real time. */
  Duration playing(DemoCall call) {
    Duration usual = Duration.ofMillis(call.durationMs() / TIMES_FASTER);
    Duration playing = usual.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : usual;
    playing = playing.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : playing;
    playing = call.index() < FIRST_CALLS ? FIRST_CALL : playing;
    double hurry = Math.max(1, options.callsPerMinute() / UNHURRIED_PER_MINUTE);
    return Duration.ofNanos((long) (playing.toNanos() / hurry));
  }

  private void writeBacklog(Consumer<String> say) throws IOException, InterruptedException {
    applyOperatorFile(say);
    long begin = System.nanoTime();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    double spacingMs = 60_000 / options.callsPerMinute();
    for (long index = 0; index < options.calls(); index++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + index + " calls");
      }
      DemoCall call = calls.call(index);
      Instant end = now.minusMillis((long) ((options.calls() - index) * spacingMs));
      Instant start = end.minusMillis(call.durationMs());
      DemoFolder folder = new DemoFolder(options.sessions().resolve(call.id(start)));
      List<FileStep> steps = FilePlan.of(call, start, snapshots);
      folder.writeAll(steps, end);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    say.accept(
        String.format(
            Locale.ROOT,
            "Wrote %d finished calls into %s in %.1f s (%.0f calls/s).",
            options.calls(),
            options.sessions(),
            seconds,
            options.calls() / seconds));
  }
}
