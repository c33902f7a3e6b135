package org.voiceagent.exporter.intake;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.files.Printable;

/**
 * Logs why sessions are refused, one line each, at most 50 lines a minute; the metric counts all of
 * them. Used by the intake's thread only.
 */
final class RefusalLog {
  private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);
  private static final int MOST_IN_A_PERIOD = 50;
  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

  private final IntakeClock clock;
  private long periodBeganNanos;
  private int inPeriod;
  private boolean retryLogged;
  private long retriedAtNanos;

  RefusalLog(IntakeClock clock) {
    this.clock = clock;
    this.periodBeganNanos = clock.nanos();
  }

  /**
   * Logs that a session is refused.
   *
   * @param name the session's name as it may be shown
   */
  void refused(String name, RejectReason reason, String detail) {
    if (clock.nanos() - periodBeganNanos >= PERIOD_NANOS) {
      logHowManyMore();
      periodBeganNanos = clock.nanos();
      inPeriod = 0;
    }
    inPeriod++;
    if (inPeriod <= MOST_IN_A_PERIOD) {
      logger.warn(
          "session {} refused ({}): {}; it is retried when its files change",
          name,
          reason.label(),
          detail);
    } else if (inPeriod == MOST_IN_A_PERIOD + 1) {
      logger.warn(
          "further refused sessions are not logged for a minute; sessions_rejected_total counts all"
              + " of them by reason");
    }
  }

  /** Logs, once a minute, that a session cannot be read for a reason that may be temporary. */
  void retried(String name, String detail) {
    if (!retryLogged || clock.nanos() - retriedAtNanos >= PERIOD_NANOS) {
      retryLogged = true;
      retriedAtNanos = clock.nanos();
      logger.warn(
          "session {} and perhaps others: {}; they are retried soon and refused only if that lasts",
          Printable.of(name),
          detail);
    }
  }

  private void logHowManyMore() {
    if (inPeriod > MOST_IN_A_PERIOD) {
      logger.warn("{} further sessions were refused and not logged", inPeriod - MOST_IN_A_PERIOD);
    }
  }
}
