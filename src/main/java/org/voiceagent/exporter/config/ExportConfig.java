package org.voiceagent.exporter.config;

import java.util.Optional;
import org.voiceagent.exporter.influx.InfluxSettings;
import org.voiceagent.exporter.otlp.OtlpSettings;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * To whom the daemon sends what it knows; to nobody by default. Immutable.
 *
 * @param influx the server that takes the line protocol, if any
 * @param otlp how data is sent to an OpenTelemetry collector, if it is
 */
public record ExportConfig(Optional<InfluxSettings> influx, Optional<OtlpSettings> otlp) {

  static ExportConfig from(YamlNode root) {
    return new ExportConfig(InfluxConfig.from(root.at("influx")), OtlpConfig.from(root.at("otlp")));
  }
}
