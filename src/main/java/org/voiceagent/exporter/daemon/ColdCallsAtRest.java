package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.InstantSource;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.retention.Sweep;

/** Archives, restores and holds calls where no daemon runs. */
public final class ColdCallsAtRest {
  private ColdCallsAtRest() {}

  /**
   * Answers a request to archive, restore, hold or release.
   *
   * @throws org.voiceagent.exporter.ledger.StateInUseException if a daemon runs; ask it instead
   * @throws IOException if the state cannot be used; says what to do
   */
  public static ControlAnswer answer(
      ExporterConfig config, ControlRequest request, InstantSource clock) throws IOException {
    try (OpenState state = OpenState.atRest(config, clock)) {
      SessionReader reader =
          new SessionReader(config.limits(), SentimentScorer.OFF, state.callers(), state.names());
      Sweep sweep = OldCalls.sweep(config, reader, state.ledger(), state.self(), () -> false);
      return new ColdCalls(
              config,
              state.ledger(),
              reader,
              sweep,
              new ColdCalls.Run(clock, () -> true, () -> false))
          .answer(request)
          .orElseThrow(() -> new IllegalArgumentException("not a request about archives"));
    }
  }
}
