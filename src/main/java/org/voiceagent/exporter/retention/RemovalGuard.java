package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether old folders may be removed now. Nothing is removed soon after the first start or
 * after the policy became stricter, so that an installation or a mistyped setting costs no calls.
 * Nothing is removed while the clock is not trusted, because a folder that is 30 days old by a
 * wrong clock may be from today. Both waits are measured in running time, never by the wall clock,
 * and the state folder keeps them across restarts. Not thread-safe.
 */
public final class RemovalGuard {
  private static final Logger logger = LoggerFactory.getLogger(RemovalGuard.class);

  private final Path state;
  private final Duration firstSweepAfter;
  private final RetentionPolicy policy;
  private final MachineClock machine;
  private Optional<RemovalNote> note = Optional.empty();
  private Optional<ClockDistrust> told = Optional.empty();

  /**
   * @param state the state folder, which must be there
   * @param firstSweepAfter how long nothing is removed
   * @param policy the policy in force from now on
   * @param machine the clocks
   */
  public RemovalGuard(
      Path state, Duration firstSweepAfter, RetentionPolicy policy, MachineClock machine) {
    this.state = state;
    this.firstSweepAfter = firstSweepAfter;
    this.policy = policy;
    this.machine = machine;
  }

  /**
   * What holds at one moment.
   *
   * @param now the wall-clock time
   * @param clock why the clock is not trusted, and what to do; "" if it is trusted
   * @param waiting why nothing may be removed yet even if the clock is right; "" if it may
   */
  public record Decision(Instant now, String clock, String waiting) {

    /** Why the daemon may remove nothing on its own; "" if it may. */
    String held() {
      return clock.isEmpty() ? waiting : clock;
    }
  }

  /**
   * Reads the clocks, records them and decides.
   *
   * @throws IOException if the state folder cannot be read or written; nothing may be removed then
   */
  public Decision check() throws IOException {
    ClockReading now = machine.read();
    Optional<RemovalNote> before =
        note.isPresent() ? note : RemovalNote.read(state, firstSweepAfter, now.wall());
    Optional<ClockTrust> known = before.flatMap(RemovalNote::clock);
    ClockTrust clock =
        known
            .map(trust -> trust.next(now, firstSweepAfter))
            .orElseGet(() -> ClockTrust.begin(now).next(now, firstSweepAfter));
    Duration passed = known.flatMap(trust -> now.since(trust.last())).orElse(Duration.ZERO);
    Duration ran =
        before
            .filter(noted -> !noted.policy().isLooserThan(policy))
            .map(noted -> noted.policyRan().plus(passed))
            .orElse(Duration.ZERO);
    return keep(new RemovalNote(policy, ran, Optional.of(clock)), clock);
  }

  /**
   * Decides again, now that the folders were read.
   *
   * @param newest when the newest of them last changed by the clock of its file system
   * @throws IOException if the state folder cannot be written
   */
  Decision checkAgainst(Optional<Instant> newest) throws IOException {
    if (note.isEmpty() || newest.isEmpty()) {
      return check();
    }
    RemovalNote noted = note.get();
    ClockTrust before = noted.clock().orElseThrow();
    ClockTrust after = before.seeing(newest.get());
    return after.equals(before)
        ? decision(noted, before)
        : keep(new RemovalNote(policy, noted.policyRan(), Optional.of(after)), after);
  }

  /**
   * Records that an operator has confirmed the clock.
   *
   * @throws IOException if the state folder cannot be read or written
   */
  public void trustClock() throws IOException {
    check();
    RemovalNote noted = note.orElseThrow();
    ClockTrust trusted = noted.clock().orElseThrow().confirmed();
    keep(new RemovalNote(policy, noted.policyRan(), Optional.of(trusted)), trusted);
    logger.info("an operator confirmed the clock: it is {}", trusted.last().wall());
  }

  private Decision keep(RemovalNote next, ClockTrust clock) throws IOException {
    next.write(state, clock.last().wall().plus(left(next.policyRan(), firstSweepAfter)));
    note = Optional.of(next);
    tell(clock);
    return decision(next, clock);
  }

  private Decision decision(RemovalNote noted, ClockTrust clock) {
    Instant now = clock.last().wall();
    Duration left = left(noted.policyRan(), firstSweepAfter);
    String waiting =
        left.isZero() ? "" : "nothing is removed before " + now.plus(left) + " (first_sweep_after)";
    String words = clock.distrust().map(why -> words(why, clock)).orElse("");
    return new Decision(now, words, waiting);
  }

  private String words(ClockDistrust why, ClockTrust clock) {
    Duration left = left(clock.steady(), why.wait(firstSweepAfter));
    return why.inWords()
        + "; nothing is removed by age until the clock has run steadily for another "
        + Times.of(left)
        + " (first_sweep_after). It shows "
        + clock.last().wall()
        + ": if that is right, run purge --trust-clock";
  }

  /** Logs each change once: there is a sweep every few minutes. */
  private void tell(ClockTrust clock) {
    Optional<ClockDistrust> why = clock.distrust();
    if (why.equals(told)) {
      return;
    }
    if (why.isEmpty()) {
      logger.info(
          "the clock is trusted and old calls may be removed: it is {}", clock.last().wall());
    } else if (why.get().cause() == ClockDistrust.Cause.NO_RECORD) {
      logger.info("retention is waiting: {}", words(why.get(), clock));
    } else {
      logger.error("nothing is removed by age: {}", words(why.get(), clock));
    }
    told = why;
  }

  private static Duration left(Duration ran, Duration of) {
    return ran.compareTo(of) < 0 ? of.minus(ran) : Duration.ZERO;
  }
}
