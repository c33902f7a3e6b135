package org.voiceagent.exporter.event.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.EventCounting;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.LineReading;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Traits;

/** Turns the lines of a part of a file into one entry of the ledger. Not thread-safe. */
final class LineCounting {
  private static final Logger logger = LoggerFactory.getLogger(LineCounting.class);

  /** Clocks of other machines may be a little ahead; a gauge of tomorrow would stay for a day. */
  private static final Duration FUTURE = Duration.ofHours(1);

  /** Of one part, the first lines are enough to see what is wrong. */
  private static final int MOST_KEPT_LINES = 20;

  private static final int SAMPLE_BYTES = 2_048;

  private final EventCounting counting;
  private final EventIds ids;

  /** Ids of parts that are submitted and not recorded yet. */
  private final LongSet unrecorded = new LongSet();

  private boolean faultLogged;

  /**
   * An event that counts and may be passed on.
   *
   * @param id the hash of its id, if it has one
   * @param at the index of its line
   */
  private record Passing(Event event, long id, Supplier<Verdict.Kept> kept, int at) {}

  /** One part at work. */
  private final class Part {
    private final EventChunk.Lines lines;
    private final Instant now;
    private final ChangeMerge changes = new ChangeMerge(counting.histograms());
    private final List<Long> newIds = new ArrayList<>();
    private final int mostPassedOn;
    private final Deque<Passing> passing = new ArrayDeque<>();
    private final List<RejectedLine> rejected = new ArrayList<>();
    private Instant newest = Instant.EPOCH;

    Part(EventChunk.Lines lines, Instant now, int mostPassedOn) {
      this.mostPassedOn = mostPassedOn;
      this.lines = lines;
      this.now = now;
    }

    void count(EventChunk.Line line) {
      if (line.reading() instanceof LineReading.Read read) {
        count(read.event(), line);
      } else if (line.reading() instanceof LineReading.Unreadable bad) {
        reject(line, bad.event(), bad.reason(), bad.why());
      }
    }

    private void count(Event event, EventChunk.Line line) {
      if (event.at().isAfter(now.plus(FUTURE))) {
        reject(line, Optional.of(event.name()), EventRejectReason.BAD_TIME, "ts is in the future");
        return;
      }
      long id = event.id().map(EventIds::hash).orElse(0L);
      if (event.id().isPresent() && (ids.contains(id) || unrecorded.contains(id))) {
        changes.add(EventFamilies.duplicate(label(Optional.of(event.name()))));
        return;
      }
      Verdict verdict = judge(event);
      if (verdict instanceof Verdict.Rejected no) {
        reject(line, Optional.of(event.name()), no.reason(), no.why());
        return;
      }
      if (event.id().isPresent()) {
        unrecorded.add(id);
        newIds.add(id);
      }
      newest = event.at().isAfter(newest) ? event.at() : newest;
      if (verdict instanceof Verdict.Counts yes) {
        changes.add(EventFamilies.ingested(event.name()));
        yes.changes().forEach(changes::add);
        yes.kept().ifPresent(kept -> passOn(new Passing(event, id, kept, line.at())));
      } else {
        changes.add(EventFamilies.sampledOut(event.name()));
      }
    }

    private void passOn(Passing next) {
      if (passing.size() == mostPassedOn) {
        passing.pollFirst();
      }
      if (passing.size() < mostPassedOn) {
        passing.addLast(next);
      }
    }

    /** A copy in another file may be counted in its place after a kill, so an id goes first. */
    private CountedEvent passedOn(Passing of) {
      Event event = of.event();
      String key =
          event.id().isPresent()
              ? "id:" + HexFormat.of().toHexDigits(of.id())
              : lines.name() + ":" + (lines.from() + of.at());
      Verdict.Kept kept = of.kept().get();
      return new CountedEvent(key, event.name(), event.at(), kept.callId(), kept.fields());
    }

    private void reject(
        EventChunk.Line line, Optional<String> event, EventRejectReason reason, String why) {
      changes.add(EventFamilies.rejected(label(event), reason));
      if (rejected.size() < MOST_KEPT_LINES) {
        int length = Math.min(SAMPLE_BYTES, line.end() - line.at());
        String text = new String(lines.bytes().array(), line.at(), length, StandardCharsets.UTF_8);
        rejected.add(
            new RejectedLine(reason, why, lines.path(), lines.from() + line.at(), text, now));
      }
    }

    private String label(Optional<String> event) {
      return event.filter(counting::knows).orElse(EventFamilies.UNKNOWN);
    }

    CountedPart finished() {
      Entry entry =
          new Entry(
              new Mark.UpTo(lines.name(), lines.from(), lines.to()),
              newest.equals(Instant.EPOCH) ? now : newest,
              now,
              Optional.empty(),
              changes.changes(),
              Optional.empty(),
              newIds.isEmpty() ? Traits.NONE : Traits.ofIds(newIds));
      return new CountedPart(entry, passing.stream().map(this::passedOn).toList(), rejected);
    }
  }

  LineCounting(EventCounting counting, EventIds ids) {
    this.counting = counting;
    this.ids = ids;
  }

  /**
   * Judges the lines of a part.
   *
   * @param now when they count as counted
   * @param mostPassedOn how many of the newest events are passed on; making what may be kept of
   *     them takes time
   */
  CountedPart count(EventChunk.Lines lines, Instant now, int mostPassedOn) {
    Part part = new Part(lines, now, mostPassedOn);
    lines.lines().forEach(part::count);
    return part.finished();
  }

  /** All parts so far are recorded, so the ledger remembers their ids. */
  void recorded() {
    if (unrecorded.size() > 0) {
      unrecorded.clear();
    }
  }

  private Verdict judge(Event event) {
    try {
      return counting.judge(event);
    } catch (RuntimeException fault) {
      if (!faultLogged) {
        logger.error("judging an event failed; it and those like it are rejected", fault);
      }
      faultLogged = true;
      return new Verdict.Rejected(EventRejectReason.FAULT, "the program failed on this event");
    }
  }
}
