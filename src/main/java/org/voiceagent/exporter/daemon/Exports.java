package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.config.ExportConfig;
import org.voiceagent.exporter.influx.InfluxPush;
import org.voiceagent.exporter.otlp.ExportedCalls;
import org.voiceagent.exporter.otlp.OtlpAddOn;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.telemetry.Telemetry;

/**
 * What sends the daemon's metrics and calls to others, as far as the configuration asks for it.
 * Each part works on threads of its own and never holds up the intake.
 *
 * @param influx the push to InfluxDB, if there is one
 * @param calls takes the calls that are sent
 */
record Exports(Optional<InfluxPush> influx, ExportedCalls calls) implements AutoCloseable {

  /**
   * Starts what is configured.
   *
   * @throws IOException if it cannot be started; says what to do
   */
  static Exports start(DaemonSetup setup, Telemetry telemetry) throws IOException {
    ExportConfig config = setup.config().export();
    ExportedCalls calls = ExportedCalls.NONE;
    if (config.otlp().isPresent()) {
      calls =
          OtlpAddOn.start(
              config.otlp().get(),
              telemetry.page()::families,
              telemetry.self(),
              setup.clock(),
              setup.version());
    }
    Optional<InfluxPush> influx = Optional.empty();
    if (config.influx().isPresent()) {
      influx =
          Optional.of(
              InfluxPush.start(
                  config.influx().get(),
                  () -> telemetry.page().render(Format.INFLUX, Set.of(), true),
                  telemetry.self(),
                  setup.clock()));
    }
    return new Exports(influx, calls);
  }

  @Override
  public void close() {
    influx.ifPresent(InfluxPush::close);
    calls.close();
  }
}
