package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * The calls found complete, until they are recorded - all with one flush - and shown. Used by the
 * intake's thread only.
 */
final class Recorder {
  private static final Logger logger = LoggerFactory.getLogger(Recorder.class);

  /** How many calls are worth a flush while more are being read. */
  private static final int MANY = 256;

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final IntakeMeter meter;
  private final IntakeClock clock;
  private final List<Ending> waiting = new ArrayList<>();
  private Duration rest = FIRST_REST;
  private boolean live;
  private boolean heldUp;

  /** A complete call: its folder's name, how the folder stood, and what to record and show. */
  record Ending(String name, FolderStamp stamp, CallSession session, FinishedCall call) {}

  /** Where calls go from here. */
  interface Outcome {
    /** The call is recorded and shown. */
    void counted(Ending ending);

    /** The call could not be recorded and wants another look at this time. */
    void heldUp(Ending ending, long untilNanos);
  }

  Recorder(Ledger ledger, IntakeMeter meter, IntakeClock clock) {
    this.ledger = ledger;
    this.meter = meter;
    this.clock = clock;
  }

  /** Notes that from now on calls arrive while somebody watches, so that their lag tells. */
  void goLive() {
    live = true;
  }

  /** Whether the last calls could not be recorded. */
  boolean isHeldUp() {
    return heldUp;
  }

  void add(Ending ending) {
    waiting.add(ending);
  }

  /** Whether enough calls wait to be worth a flush of their own. */
  boolean hasMany() {
    return waiting.size() >= MANY;
  }

  /** Records and shows everything that waits; what cannot be recorded stays uncounted. */
  void flush(Outcome outcome) {
    if (waiting.isEmpty()) {
      return;
    }
    List<Ending> batch = List.copyOf(waiting);
    waiting.clear();
    heldUp = !ledger.record(batch.stream().map(ending -> ending.call().counted()).toList());
    if (heldUp) {
      long until = clock.nanos() + rest.toNanos();
      rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
      batch.forEach(ending -> outcome.heldUp(ending, until));
    } else {
      rest = FIRST_REST;
      for (Ending ending : batch) {
        show(ending);
        outcome.counted(ending);
      }
      ledger.compact();
    }
  }

  private void show(Ending ending) {
    try {
      ending.call().publish().run();
    } catch (RuntimeException fault) {
      logger.error("call {} is recorded but cannot be shown", ending.session().id(), fault);
    }
    if (live) {
      meter.ingestLag(Duration.between(ending.session().completedAt(), clock.now()));
    }
  }
}
