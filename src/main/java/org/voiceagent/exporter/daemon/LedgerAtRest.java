package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.telemetry.SelfMetrics;
import org.voiceagent.exporter.telemetry.Telemetry;

/**
 * A ledger that a command opens while no daemon runs, with all that is written back with it.
 *
 * @param ledger the open ledger
 * @param self what is told of the work, for nobody to scrape
 */
record LedgerAtRest(CountedCalls ledger, SelfMetrics self) implements AutoCloseable {

  /**
   * Opens it as a daemon would.
   *
   * @throws org.voiceagent.exporter.ledger.StateInUseException if a daemon runs
   * @throws IOException if the state cannot be used; says what to do
   */
  static LedgerAtRest open(ExporterConfig config, InstantSource clock) throws IOException {
    Telemetry telemetry = Telemetry.create(config.series().metricLimits(), clock);
    // Whatever the ledger holds stays: the limits are the daemon's, whose configuration may differ.
    CallHistory history = new CallHistory(Integer.MAX_VALUE, Integer.MAX_VALUE);
    CallNames names = new HashingKey(config.state(), new SecureRandom()).callNames(config);
    CountedCalls ledger =
        CountedCalls.open(
            config.state(),
            config.ledger(),
            telemetry.calls(),
            new CallNotes(history, names),
            telemetry.self());
    return new LedgerAtRest(ledger, telemetry.self());
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
