package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.mailbox.Answer;
import org.voiceagent.exporter.mailbox.Request;
import org.voiceagent.exporter.metrics.SelfMetrics;
import org.voiceagent.exporter.retention.GracePeriod;
import org.voiceagent.exporter.retention.PlanText;
import org.voiceagent.exporter.retention.Sweep;
import org.voiceagent.exporter.retention.SweepResult;
import org.voiceagent.exporter.retention.Sweeper;

/** Retention while the daemon runs: the sweep at intervals, and the one a command asks for. */
final class OldCalls {
  private static final int FAULT = 3;

  private final ExporterConfig config;
  private final Sweeper sweeper;
  private final BooleanSupplier ready;

  /**
   * @param ready whether the calls found at start are counted, before which nothing is swept
   * @param stopping whether a long sweep has to end early
   */
  OldCalls(
      ExporterConfig config,
      SessionReader reader,
      Ledger ledger,
      SelfMetrics self,
      BooleanSupplier ready,
      BooleanSupplier stopping,
      InstantSource clock) {
    this.config = config;
    this.ready = ready;
    self.artifactsMayBecome(config.retention().policy().longestAge());
    sweeper =
        new Sweeper(
            new Sweep(
                config.sessions(),
                reader,
                ledger,
                config.retention().policy(),
                config.intake().idle(),
                self,
                stopping),
            config.retention().policy(),
            new GracePeriod(config.state(), config.retention().firstSweepAfter()),
            clock,
            System::nanoTime);
  }

  /** The sweep at intervals. */
  Housekeeping.Chore sweeping() {
    return new Housekeeping.Chore(config.retention().interval(), ready, sweeper::sweep);
  }

  /** The answer to a request to purge; empty if something else is asked. */
  Optional<Answer> answer(Request request) {
    return request instanceof Request.Purge purge
        ? Optional.of(purge(purge.dryRun()))
        : Optional.empty();
  }

  private Answer purge(boolean dryRun) {
    if (!ready.getAsBoolean()) {
      return new Answer(
          FAULT,
          "the daemon is still counting the calls it found at its start; ask again when /-/ready"
              + " answers 200\n");
    }
    try {
      SweepResult result = sweeper.purge(dryRun);
      return new Answer(PlanText.status(result), PlanText.of(result, dryRun));
    } catch (IOException e) {
      return new Answer(FAULT, "the sessions folder cannot be looked through: " + e + "\n");
    }
  }
}
