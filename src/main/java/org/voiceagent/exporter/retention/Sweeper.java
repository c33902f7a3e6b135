package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps when it is told that it is time, unless the guard says that nothing may go; logs what came
 * of it. Not thread-safe.
 */
public final class Sweeper {
  private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);

  private final Sweep sweep;
  private final RetentionPolicy policy;
  private final RemovalGuard guard;
  private final InstantSource wall;
  private boolean said;

  /**
   * @param sweep does it
   * @param policy what may stay
   * @param guard says whether anything may go
   * @param wall the wall clock, for a look where the guard cannot say the time
   */
  public Sweeper(Sweep sweep, RetentionPolicy policy, RemovalGuard guard, InstantSource wall) {
    this.sweep = sweep;
    this.policy = policy;
    this.guard = guard;
    this.wall = wall;
  }

  /**
   * One sweep, or a look where nothing may go now; empty if not even that is possible. Never throws
   * for what is on the disk.
   */
  public Optional<SweepResult> sweep() {
    try {
      SweepResult result = sweepOrLook();
      tell(result);
      return Optional.of(result);
    } catch (IOException e) {
      logger.warn("the sessions folder cannot be looked through for what may go: {}", e.toString());
      return Optional.empty();
    }
  }

  private SweepResult sweepOrLook() throws IOException {
    RemovalGuard.Verdict verdict;
    try {
      verdict = guard.look();
    } catch (IOException e) {
      return sweep.look(wall.instant(), "the state folder cannot be written (" + e + ")");
    }
    return verdict.held().isEmpty()
        ? sweep.run(verdict.now(), newest -> guard.seeing(newest).held())
        : sweep.look(verdict.now(), verdict.held());
  }

  /**
   * A sweep that an operator asks for. It need not wait after the first start or for a stricter
   * policy, but removes nothing while the clock is not trusted.
   *
   * @param dryRun whether only to say what would go
   * @param trustClock whether the operator vouches for the clock, now and from now on
   * @throws IOException if the sessions folder cannot be listed, or the state folder not be written
   */
  public SweepResult purge(boolean dryRun, boolean trustClock) throws IOException {
    SweepResult result = dryRun ? plan(trustClock) : removeByHand(trustClock);
    logger.info(
        "purge{}: {} folders were to go, {} went, {} could not{}{}",
        dryRun ? " --dry-run" : "",
        result.plan().removals().size(),
        result.removed().size(),
        result.failed(),
        result.held().isEmpty() ? "" : "; nothing goes now: ",
        result.held());
    return result;
  }

  private SweepResult plan(boolean trustClock) throws IOException {
    RemovalGuard.Verdict verdict = guard.look();
    return sweep.look(verdict.now(), trustClock ? "" : verdict.clock());
  }

  private SweepResult removeByHand(boolean trustClock) throws IOException {
    if (trustClock) {
      guard.trustClock();
    }
    RemovalGuard.Verdict verdict = guard.look();
    if (!verdict.clock().isEmpty()) {
      return sweep.look(verdict.now(), verdict.clock());
    }
    return sweep.run(
        verdict.now(),
        newest -> {
          RemovalGuard.Verdict seen = guard.seeing(newest);
          if (trustClock && !seen.clock().isEmpty()) {
            guard.trustClock();
            return "";
          }
          return seen.clock();
        });
  }

  private void tell(SweepResult result) {
    Plan plan = result.plan();
    if (!said) {
      said = true;
      logger.info(
          "retention: {}. There are {} folders with {} bytes; {} with {} bytes {}",
          policy.inWords(),
          plan.folders(),
          plan.bytes(),
          plan.removals().size(),
          plan.bytesRemoved(),
          result.held().isEmpty() ? "are due" : "would go, but " + result.held());
    }
    if (!result.removed().isEmpty()) {
      logger.info(
          "{} folders with {} bytes are removed as the retention policy has it",
          result.removed().size(),
          result.bytes());
    }
    if (result.failed() > 0) {
      logger.warn(
          "{} folders cannot be removed or looked at{}{}",
          result.failed(),
          result.failures().isEmpty() ? "" : ": ",
          String.join("; ", result.failures()));
    }
  }
}
