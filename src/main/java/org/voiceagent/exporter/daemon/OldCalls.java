package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.MachineClock;
import org.voiceagent.exporter.retention.PlanText;
import org.voiceagent.exporter.retention.RemovalGuard;
import org.voiceagent.exporter.retention.RetentionMeter;
import org.voiceagent.exporter.retention.RetentionPolicy;
import org.voiceagent.exporter.retention.Sweep;
import org.voiceagent.exporter.retention.SweepResult;
import org.voiceagent.exporter.retention.Sweeper;
import org.voiceagent.exporter.telemetry.SelfMetrics;

/** Retention while the daemon runs: sweeps at intervals, and on request of a command. */
final class OldCalls {
  private static final int FAULT = 3;

  private final ExporterConfig config;
  private final Sweeper sweeper;
  private final BooleanSupplier ready;
  private final CallNames names;
  private final ColdCalls cold;

  /**
   * @param intake knows which calls go on. Nothing is swept before it has counted the calls found
   *     at start
   * @param stopping whether a long sweep must end early
   */
  OldCalls(
      ExporterConfig config,
      SessionReader reader,
      SelfMetrics self,
      CallIntake intake,
      BooleanSupplier stopping) {
    CountedCalls ledger = intake.counting().counted();
    InstantSource clock = intake.counting().clock().wall();
    this.config = config;
    this.names = ledger.names();
    this.ready = intake::isReady;
    self.artifactsMayBecome(config.retention().policy().longestAge());
    RetentionPolicy policy = config.retention().policy();
    Sweep sweep = sweep(config, reader, ledger, self, stopping).sparing(intake::openCalls);
    cold = new ColdCalls(config, ledger, reader, sweep, new ColdCalls.Run(clock, ready, stopping));
    sweeper = new Sweeper(sweep, policy, guard(config, clock), clock);
  }

  /** A sweep by the configured policy, which keeps the calls under legal hold. */
  static Sweep sweep(
      ExporterConfig config,
      SessionReader reader,
      CountedCalls ledger,
      RetentionMeter meter,
      BooleanSupplier stopping) {
    return new Sweep(
            new Sweep.Scope(
                config.sessions(),
                reader,
                ledger,
                config.retention().policy(),
                config.intake().idle()),
            meter,
            stopping)
        .holding(new LegalHolds(config.state())::isHeld);
  }

  /** Keeps a daemon and a command from deleting anything too early or by a wrong clock. */
  static RemovalGuard guard(ExporterConfig config, InstantSource clock) {
    return new RemovalGuard(
        config.state(),
        config.retention().firstSweepAfter(),
        config.retention().policy(),
        MachineClock.of(clock));
  }

  /** The sweep at intervals. */
  Housekeeping.Task sweeping() {
    return new Housekeeping.Task(config.retention().interval(), ready, sweeper::sweep);
  }

  /** The answer to a request about old calls; empty for other requests. */
  Optional<ControlAnswer> answer(ControlRequest request) {
    return request instanceof ControlRequest.Purge purge
        ? Optional.of(purge(purge.dryRun(), purge.trustClock()))
        : cold.answer(request);
  }

  private ControlAnswer purge(boolean dryRun, boolean trustClock) {
    if (!ready.getAsBoolean()) {
      return new ControlAnswer(
          FAULT,
          "the daemon is still counting the calls it found at its start; ask again when /-/ready"
              + " answers 200\n");
    }
    try {
      SweepResult result = sweeper.purge(dryRun, trustClock);
      return new ControlAnswer(PlanText.status(result, dryRun), PlanText.of(result, dryRun, names));
    } catch (IOException e) {
      return new ControlAnswer(
          FAULT, "the sessions or the state folder cannot be used: " + e + "\n");
    }
  }
}
