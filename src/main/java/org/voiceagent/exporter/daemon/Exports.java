package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.config.ExportConfig;
import org.voiceagent.exporter.influx.InfluxPush;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.telemetry.Telemetry;

/**
 * What sends the daemon's metrics to others, as far as the configuration asks for it. Each part
 * works on a thread of its own and never holds up the intake.
 */
final class Exports implements AutoCloseable {
  private final Optional<InfluxPush> influx;

  private Exports(Optional<InfluxPush> influx) {
    this.influx = influx;
  }

  /**
   * Starts what is configured.
   *
   * @throws IOException if it cannot be started; says what to do
   */
  static Exports start(ExportConfig config, Telemetry telemetry, InstantSource clock)
      throws IOException {
    Optional<InfluxPush> influx = Optional.empty();
    if (config.influx().isPresent()) {
      influx =
          Optional.of(
              InfluxPush.start(
                  config.influx().get(),
                  () -> telemetry.page().render(Format.INFLUX, Set.of(), true),
                  telemetry.self(),
                  clock));
    }
    return new Exports(influx);
  }

  @Override
  public void close() {
    influx.ifPresent(InfluxPush::close);
  }
}
