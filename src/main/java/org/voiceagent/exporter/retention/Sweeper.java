package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps when it is told that it is time, unless the grace period is not over or the clock cannot
 * be trusted; logs what came of it. Not thread-safe.
 */
public final class Sweeper {
  private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);

  private final Sweep sweep;
  private final RetentionPolicy policy;
  private final GracePeriod grace;
  private final SteadyClock clock;
  private Optional<Instant> removesFrom = Optional.empty();
  private boolean said;

  /**
   * @param sweep does it
   * @param policy what may stay
   * @param grace from when on anything may go
   * @param wall the wall clock
   * @param monotonic time in ns that only goes on
   */
  public Sweeper(
      Sweep sweep,
      RetentionPolicy policy,
      GracePeriod grace,
      InstantSource wall,
      LongSupplier monotonic) {
    this.sweep = sweep;
    this.policy = policy;
    this.grace = grace;
    this.clock = new SteadyClock(wall, monotonic);
  }

  /**
   * One sweep, or a look where nothing may go now; empty if not even that is possible. Never throws
   * for what is on the disk.
   */
  public Optional<SweepResult> sweep() {
    Instant now = clock.now();
    String held = held(now);
    try {
      SweepResult result = held.isEmpty() ? sweep.run(now) : sweep.look(now, held);
      tell(result);
      return Optional.of(result);
    } catch (IOException e) {
      logger.warn("the sessions folder cannot be looked through for what may go: {}", e.toString());
      return Optional.empty();
    }
  }

  /** A sweep that an operator asks for: at once, or a look only. */
  public SweepResult purge(boolean dryRun) throws IOException {
    Instant now = clock.now();
    SweepResult result = dryRun ? sweep.look(now, "") : sweep.run(now);
    logger.info(
        "purge{}: {} folders were to go, {} went, {} could not",
        dryRun ? " --dry-run" : "",
        result.plan().removals().size(),
        result.removed().size(),
        result.failed());
    return result;
  }

  /** Why nothing may go now; "" if it may. */
  private String held(Instant now) {
    if (removesFrom.isEmpty()) {
      try {
        removesFrom = Optional.of(grace.begin(policy, now));
      } catch (IOException e) {
        return "the state folder cannot be written (" + e + ")";
      }
    }
    String jumped =
        clock
            .jump()
            .map(
                by ->
                    "the clock jumped by "
                        + (by.isNegative() ? "-" : "")
                        + Times.of(by.abs())
                        + "; check it, the next sweep goes by it")
            .orElse("");
    if (!jumped.isEmpty()) {
      logger.error("nothing is removed by age: {}", jumped);
    }
    return now.isBefore(removesFrom.get())
        ? "nothing goes before " + removesFrom.get() + " (first_sweep_after)"
        : jumped;
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
