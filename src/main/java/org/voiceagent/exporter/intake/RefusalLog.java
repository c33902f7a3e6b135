package org.voiceagent.exporter.intake;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.files.Printable;

/**
 * Says why sessions are refused, one line each, but no more lines than somebody would read: the
 * metric counts them all. Used by the intake's thread only.
 */
final class RefusalLog {
  private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);
  private static final int MOST_IN_A_PERIOD = 50;
  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

  private final IntakeClock clock;
  private long periodBeganNanos;
  private int inPeriod;
  private boolean saidRetried;
  private long retriedAtNanos;

  RefusalLog(IntakeClock clock) {
    this.clock = clock;
    this.periodBeganNanos = clock.nanos();
  }

  /**
   * Says that a session is refused.
   *
   * @param name the session's name as it may be shown
   */
  void refused(String name, RejectReason reason, String detail) {
    if (clock.nanos() - periodBeganNanos >= PERIOD_NANOS) {
      sayHowManyMore();
      periodBeganNanos = clock.nanos();
      inPeriod = 0;
    }
    inPeriod++;
    if (inPeriod <= MOST_IN_A_PERIOD) {
      logger.warn(
          "session {} refused ({}): {}; it is tried again when its files change",
          name,
          reason.label(),
          detail);
    } else if (inPeriod == MOST_IN_A_PERIOD + 1) {
      logger.warn(
          "more sessions are refused than are said here; sessions_rejected_total counts all of them"
              + " by reason");
    }
  }

  /** A session cannot be read for a reason that may pass; said once in a period. */
  void retried(String name, String detail) {
    if (!saidRetried || clock.nanos() - retriedAtNanos >= PERIOD_NANOS) {
      saidRetried = true;
      retriedAtNanos = clock.nanos();
      logger.warn(
          "session {} and perhaps others: {}; they are tried again soon and refused only if that"
              + " lasts",
          Printable.of(name),
          detail);
    }
  }

  private void sayHowManyMore() {
    if (inPeriod > MOST_IN_A_PERIOD) {
      logger.warn("{} more sessions were refused meanwhile", inPeriod - MOST_IN_A_PERIOD);
    }
  }
}
