package org.voiceagent.exporter.event.feed;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.event.EventCounting;
import org.voiceagent.exporter.event.EventLog;
import org.voiceagent.exporter.event.EventSink;
import org.voiceagent.exporter.intake.Feed;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.Submission;
import org.voiceagent.exporter.intake.Wakeup;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Totals;

/**
 * Feeds the intake with the lines of event files: {@code *.jsonl} and {@code *.lp} in a folder and
 * its folders. A thread of its own reads and parses; the counting thread only judges and submits,
 * for a short time in each turn, so that calls do not wait.
 */
public final class EventFeed implements Feed, AutoCloseable {
  /** What a turn takes of the counting thread, besides one part of a file. */
  private static final Duration TURN = Duration.ofMillis(20);

  private static final Duration BETWEEN_NEWEST = Duration.ofMillis(200);

  private static final long NEVER_NANOS = Duration.ofDays(1).toNanos();

  private final Counted counted;
  private final Judges judges;
  private final TailMeter meter;
  private final IntakeClock clock;
  private final EventTailing tailing;
  private final LineCounting counting;
  private final Deque<Held> held = new ArrayDeque<>();
  private long heldUntilNanos;
  private long passedOnNanos;

  /**
   * Where lines are counted.
   *
   * @param ledger records them; the ids are one of its projections
   * @param totals shows what was recorded
   * @param ids the ids that were counted lately
   */
  public record Counted(Ledger ledger, Totals totals, EventIds ids) {}

  /**
   * Who decides what becomes of lines.
   *
   * @param counting judges events
   * @param log keeps events before they are counted
   * @param sink takes those that were counted
   * @param quarantine keeps those that do not count
   */
  public record Judges(
      EventCounting counting, EventLog log, EventSink sink, EventQuarantine quarantine) {}

  /** A part that is judged and not recorded. */
  private final class Held implements Submission.Outcome {
    private final CountedPart part;

    Held(CountedPart part) {
      this.part = part;
      if (!part.events().isEmpty()) {
        judges.log().append(part.events());
      }
    }

    Submission submission() {
      return new Submission(part.entry(), part.entry().countedAt(), this::publish, this);
    }

    private void publish() {
      counted.totals().add(part.entry());
      part.rejected().forEach(judges.quarantine()::add);
      if (!part.events().isEmpty()) {
        judges.sink().accept(part.events());
      }
    }

    @Override
    public void recording() {
      if (!part.events().isEmpty()) {
        judges.log().force();
      }
    }

    @Override
    public void recorded() {
      counting.recorded();
      meter.eventIds(counted.ids().bytes());
    }

    @Override
    public void heldUp(long untilNanos) {
      held.add(this);
      heldUntilNanos = untilNanos;
    }
  }

  /**
   * A feed that does not read yet; {@link #start} begins.
   *
   * @param folder where event files are; it need not exist
   * @param meter measures the reading
   * @param clock the intake's
   */
  public EventFeed(
      Path folder, Counted counted, Judges judges, TailMeter meter, IntakeClock clock) {
    this.counted = counted;
    this.judges = judges;
    this.meter = meter;
    this.clock = clock;
    this.passedOnNanos = clock.monotonic().getAsLong() - BETWEEN_NEWEST.toNanos();
    this.counting = new LineCounting(judges.counting(), counted.ids());
    this.tailing =
        new EventTailing(
            new EventTree(folder),
            new LedgerView(counted.ledger()),
            new EventTailing.Surroundings(meter, judges.quarantine(), clock.monotonic()));
  }

  /**
   * Begins to read.
   *
   * @param intake is signalled when there is something to count
   */
  public void start(Wakeup intake) {
    tailing.start(intake);
  }

  /** For tests: looks and reads once on the caller's thread, in place of {@link #start}. */
  void look(Wakeup intake) {
    tailing.look(intake);
  }

  /** Whether something that was read waits to be counted. */
  boolean hasWork() {
    return tailing.hasNext();
  }

  @Override
  public void scan(Turn turn) {
    long now = clock.monotonic().getAsLong();
    if (!held.isEmpty()) {
      if (now - heldUntilNanos < 0) {
        return;
      }
      List<Held> again = List.copyOf(held);
      held.clear();
      again.forEach(one -> turn.submit(one.submission()));
      turn.flush();
    }
    long until = now + TURN.toNanos();
    while (held.isEmpty() && clock.monotonic().getAsLong() - until < 0) {
      Optional<EventChunk> next = tailing.next();
      if (next.isEmpty()) {
        break;
      }
      parts(next.get()).forEach(part -> turn.submit(new Held(part).submission()));
      if (!turn.checkpoint()) {
        break;
      }
    }
    turn.flush();
  }

  private List<CountedPart> parts(EventChunk chunk) {
    Instant now = clock.wall().instant();
    if (chunk instanceof EventChunk.Lines lines) {
      return List.of(counting.count(lines, now, mostPassedOn()));
    }
    EventChunk.End end = (EventChunk.End) chunk;
    return List.of(
        mark(Mark.Once.file(end.name()), now),
        mark(new Mark.Once(LedgerView.HEAD, end.head()), now));
  }

  /** Who wants the newest events only gets none of a part that many others follow at once. */
  private int mostPassedOn() {
    int most = judges.sink().most();
    if (judges.log() != EventLog.NONE || most == Integer.MAX_VALUE) {
      return Integer.MAX_VALUE;
    }
    long now = clock.monotonic().getAsLong();
    if (tailing.hasNext() && now - passedOnNanos < BETWEEN_NEWEST.toNanos()) {
      return 0;
    }
    passedOnNanos = now;
    return most;
  }

  private static CountedPart mark(Mark mark, Instant now) {
    Entry entry = new Entry(mark, now, now, Optional.empty(), List.of());
    return new CountedPart(entry, List.of(), List.of());
  }

  @Override
  public long nextDueNanos() {
    long now = clock.monotonic().getAsLong();
    if (!held.isEmpty()) {
      return heldUntilNanos;
    }
    return tailing.hasNext() ? now : now + NEVER_NANOS;
  }

  @Override
  public void close() {
    tailing.close();
  }
}
