package org.voiceagent.exporter.config;

import java.util.Optional;
import org.voiceagent.exporter.influx.InfluxSettings;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * To whom the daemon sends what it knows; to nobody by default. Immutable.
 *
 * @param influx the server that takes the line protocol, if any
 */
public record ExportConfig(Optional<InfluxSettings> influx) {

  static ExportConfig from(YamlNode root) {
    return new ExportConfig(InfluxConfig.from(root.at("influx")));
  }
}
