package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether old folders may go now. Nothing goes soon after the first start or after the policy
 * became stricter, so that nobody loses calls by installing this or by a mistyped setting; and
 * nothing goes while the clock is not trusted, because what is 30 days old by a wrong clock may be
 * of today. Both waits are measured in running time, never by the wall clock, and are kept in the
 * state folder over restarts. Not thread-safe.
 */
public final class RemovalGuard {
  private static final Logger logger = LoggerFactory.getLogger(RemovalGuard.class);

  private final Path state;
  private final Duration firstSweepAfter;
  private final RetentionPolicy policy;
  private final MachineClock machine;
  private Optional<RemovalNote> note = Optional.empty();
  private Optional<ClockDoubt> told = Optional.empty();

  /**
   * @param state the state folder, which must be there
   * @param firstSweepAfter how long nothing goes
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
   * What is to be said at one moment.
   *
   * @param now the wall-clock time
   * @param clock why the clock is not trusted, with what to do; "" if it is
   * @param waiting why nothing goes yet, though the clock may be right; "" if it may go
   */
  public record Verdict(Instant now, String clock, String waiting) {

    /** Why the daemon by itself removes nothing; "" if it may. */
    String held() {
      return clock.isEmpty() ? waiting : clock;
    }
  }

  /**
   * Looks at the clocks and notes them.
   *
   * @throws IOException if the state folder cannot be read or written; nothing must go then
   */
  public Verdict look() throws IOException {
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
   * Judges again after folders were looked at.
   *
   * @param newest when the newest of them last changed by the clock of its file system
   * @throws IOException if the state folder cannot be written
   */
  Verdict seeing(Optional<Instant> newest) throws IOException {
    if (note.isEmpty() || newest.isEmpty()) {
      return look();
    }
    RemovalNote noted = note.get();
    ClockTrust before = noted.clock().orElseThrow();
    ClockTrust after = before.seeing(newest.get());
    return after.equals(before)
        ? verdict(noted, before)
        : keep(new RemovalNote(policy, noted.policyRan(), Optional.of(after)), after);
  }

  /**
   * Notes that an operator vouches for the clock.
   *
   * @throws IOException if the state folder cannot be read or written
   */
  public void trustClock() throws IOException {
    look();
    RemovalNote noted = note.orElseThrow();
    ClockTrust trusted = noted.clock().orElseThrow().confirmed();
    keep(new RemovalNote(policy, noted.policyRan(), Optional.of(trusted)), trusted);
    logger.info("an operator says that the clock is right: it is {}", trusted.last().wall());
  }

  private Verdict keep(RemovalNote next, ClockTrust clock) throws IOException {
    next.write(state, clock.last().wall().plus(left(next.policyRan(), firstSweepAfter)));
    note = Optional.of(next);
    tell(clock);
    return verdict(next, clock);
  }

  private Verdict verdict(RemovalNote noted, ClockTrust clock) {
    Instant now = clock.last().wall();
    Duration left = left(noted.policyRan(), firstSweepAfter);
    String waiting =
        left.isZero() ? "" : "nothing goes before " + now.plus(left) + " (first_sweep_after)";
    String words = clock.doubt().map(why -> words(why, clock)).orElse("");
    return new Verdict(now, words, waiting);
  }

  private String words(ClockDoubt doubt, ClockTrust clock) {
    Duration left = left(clock.steady(), doubt.wait(firstSweepAfter));
    return doubt.inWords()
        + "; nothing goes by age until the clock has gone on steadily for another "
        + Times.of(left)
        + " of running time (first_sweep_after). It says "
        + clock.last().wall()
        + ": if that is right, run purge --trust-clock";
  }

  /** Once for each doubt: a sweep comes every few minutes. */
  private void tell(ClockTrust clock) {
    Optional<ClockDoubt> doubt = clock.doubt();
    if (doubt.equals(told)) {
      return;
    }
    if (doubt.isEmpty()) {
      logger.info("the clock is trusted, old calls may go by it: it is {}", clock.last().wall());
    } else if (doubt.get().cause() == ClockDoubt.Cause.NO_RECORD) {
      logger.info("retention waits: {}", words(doubt.get(), clock));
    } else {
      logger.error("nothing is removed by age: {}", words(doubt.get(), clock));
    }
    told = doubt;
  }

  private static Duration left(Duration ran, Duration of) {
    return ran.compareTo(of) < 0 ? of.minus(ran) : Duration.ZERO;
  }
}
