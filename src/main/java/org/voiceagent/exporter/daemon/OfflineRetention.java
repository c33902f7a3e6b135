package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.InstantSource;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.retention.PlanText;
import org.voiceagent.exporter.retention.Sweep;
import org.voiceagent.exporter.retention.SweepResult;
import org.voiceagent.exporter.retention.Sweeper;

/** Retention where no daemon runs: the ledger says what was counted. */
public final class OfflineRetention {
  private OfflineRetention() {}

  /**
   * Removes what the configured policy does not keep, once, and says what went.
   *
   * @param dryRun whether only to say what would go
   * @param trustClock whether the operator vouches for the clock
   * @throws IOException if the state folder cannot be used, or the sessions folder not be listed
   */
  public static ControlAnswer answer(ExporterConfig config, boolean dryRun, boolean trustClock)
      throws IOException {
    InstantSource clock = InstantSource.system();
    try (OpenState state = OpenState.atRest(config, clock)) {
      Sweep sweep =
          OldCalls.sweep(
              config,
              new SessionReader(config.limits(), SentimentScorer.OFF),
              state.ledger(),
              state.self(),
              () -> false);
      SweepResult result =
          new Sweeper(sweep, config.retention().policy(), OldCalls.guard(config, clock), clock)
              .purge(dryRun, trustClock);
      return new ControlAnswer(
          PlanText.status(result, dryRun), PlanText.of(result, dryRun, state.ledger().names()));
    }
  }
}
