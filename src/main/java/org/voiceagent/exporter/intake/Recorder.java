package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Mark;

/**
 * Records what the feeds submit: collects a batch, writes it to the ledger with one flush,
 * publishes each record, and tells its feed. Used by the intake's thread only.
 */
public final class Recorder {
  private static final Logger logger = LoggerFactory.getLogger(Recorder.class);

  /** A batch of this size is flushed although more records are on their way. */
  private static final int FULL_BATCH = 256;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final IntakeMeter meter;
  private final IntakeClock clock;
  private List<Submission> batch = new ArrayList<>();
  private Duration pause = FIRST_PAUSE;
  private boolean live;
  private boolean heldUp;

  /**
   * @param ledger where records are counted
   * @param meter measures the ingest lag
   * @param clock what time it is
   */
  public Recorder(Ledger ledger, IntakeMeter meter, IntakeClock clock) {
    this.ledger = ledger;
    this.meter = meter;
    this.clock = clock;
  }

  /** From now on records arrive as they are written, so that their lag is worth measuring. */
  void goLive() {
    live = true;
  }

  /** Whether the last batch could not be recorded. */
  boolean isHeldUp() {
    return heldUp;
  }

  void submit(Submission complete) {
    batch.add(complete);
  }

  boolean isBatchFull() {
    return batch.size() >= FULL_BATCH;
  }

  /** Records and publishes the batch; what cannot be recorded stays uncounted. */
  void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<Submission> all = batch;
    batch = new ArrayList<>();
    all.forEach(Recorder::announce);
    heldUp = !ledger.record(all.stream().map(Submission::entry).toList());
    if (heldUp) {
      long untilNanos = clock.nanos() + pause.toNanos();
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      all.forEach(one -> one.outcome().heldUp(untilNanos));
    } else {
      pause = FIRST_PAUSE;
      for (Submission one : all) {
        publish(one);
        one.outcome().recorded();
      }
      ledger.compact();
    }
  }

  private static void announce(Submission one) {
    try {
      one.outcome().recording();
    } catch (RuntimeException fault) {
      logger.error("{} is recorded although its feed failed", one.entry().mark(), fault);
    }
  }

  /** A fact that comes days after its call says nothing about how fast calls are read. */
  private static boolean isLate(Mark mark) {
    return mark instanceof Mark.Once once && once.isLate();
  }

  private void publish(Submission one) {
    try {
      one.publish().run();
    } catch (RuntimeException fault) {
      logger.error("{} is recorded but cannot be shown", one.entry().mark(), fault);
    }
    if (live && !isLate(one.entry().mark())) {
      meter.ingestLag(Duration.between(one.writtenAt(), clock.now()));
    }
  }
}
