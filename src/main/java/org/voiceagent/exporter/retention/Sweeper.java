package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old calls when asked, as far as {@link RemovalGuard} permits, and logs the result. Not
 * thread-safe.
 */
public final class Sweeper {
  private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);

  private final Sweep sweep;
  private final RetentionPolicy policy;
  private final RemovalGuard guard;
  private final InstantSource wall;
  private boolean said;

  /**
   * @param sweep finds and removes the folders
   * @param policy what is kept
   * @param guard decides whether anything may be removed
   * @param wall the wall clock, for when the guard cannot read the clocks
   */
  public Sweeper(Sweep sweep, RetentionPolicy policy, RemovalGuard guard, InstantSource wall) {
    this.sweep = sweep;
    this.policy = policy;
    this.guard = guard;
    this.wall = wall;
  }

  /**
   * Removes what is due, or only says what that would be if nothing may be removed now. Empty if
   * the folders cannot be listed. Never throws because of what is on the disk.
   */
  public Optional<SweepResult> sweep() {
    try {
      SweepResult result = sweepOrPreview();
      tell(result);
      return Optional.of(result);
    } catch (IOException e) {
      logger.warn("the sessions folder cannot be searched for old calls: {}", e.toString());
      return Optional.empty();
    }
  }

  private SweepResult sweepOrPreview() throws IOException {
    RemovalGuard.Decision decision;
    try {
      decision = guard.check();
    } catch (IOException e) {
      return sweep.preview(wall.instant(), "the state folder cannot be written (" + e + ")");
    }
    return decision.held().isEmpty()
        ? sweep.run(decision.now(), newest -> guard.checkAgainst(newest).held())
        : sweep.preview(decision.now(), decision.held());
  }

  /**
   * Removes what is due because an operator asks for it: without the wait after the first start or
   * after a stricter policy, but not while the clock is not trusted.
   *
   * @param dryRun whether to say what is due and remove nothing
   * @param trustClock whether the operator confirms the clock, now and for later
   * @throws IOException if the sessions folder cannot be listed or the state folder cannot be
   *     written
   */
  public SweepResult purge(boolean dryRun, boolean trustClock) throws IOException {
    SweepResult result = dryRun ? plan(trustClock) : removeByHand(trustClock);
    logger.info(
        "purge{}: {} folders due, {} removed, {} failed{}{}",
        dryRun ? " --dry-run" : "",
        result.plan().removals().size(),
        result.removed().size(),
        result.failed(),
        result.held().isEmpty() ? "" : "; on hold: ",
        result.held());
    return result;
  }

  private SweepResult plan(boolean trustClock) throws IOException {
    RemovalGuard.Decision decision = guard.check();
    return sweep.preview(decision.now(), trustClock ? "" : decision.clock());
  }

  private SweepResult removeByHand(boolean trustClock) throws IOException {
    if (trustClock) {
      guard.trustClock();
    }
    RemovalGuard.Decision decision = guard.check();
    if (!decision.clock().isEmpty()) {
      return sweep.preview(decision.now(), decision.clock());
    }
    return sweep.run(
        decision.now(),
        newest -> {
          RemovalGuard.Decision seen = guard.checkAgainst(newest);
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
          result.held().isEmpty() ? "are due" : "are due, but " + result.held());
    }
    if (!result.removed().isEmpty()) {
      logger.info(
          "removed {} folders with {} bytes under the retention policy",
          result.removed().size(),
          result.bytes());
    }
    if (result.failed() > 0) {
      logger.warn(
          "{} folders cannot be removed or read{}{}",
          result.failed(),
          result.failures().isEmpty() ? "" : ": ",
          String.join("; ", result.failures()));
    }
  }
}
