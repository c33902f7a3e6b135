package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/**
 * What the command line of {@code serve} asks for.
 *
 * @param places the configuration file and folders
 * @param listen the address for HTTP as {@code HOST:PORT}; empty for the configuration's
 * @param webConfig the file with TLS, passwords and headers; empty for the configuration's
 */
record ServeSettings(Places places, Optional<String> listen, Optional<Path> webConfig) {

  /** Reads the configuration and replaces what is set here. */
  ExporterConfig read(Problems problems) {
    ExporterConfig read = places.read(problems);
    ExporterConfig placed =
        read.at(
            read.sessions(),
            read.state(),
            listen.map(text -> address(text, problems)).orElse(read.listen()));
    return webConfig.map(placed::withWebConfig).orElse(placed);
  }

  private static ListenAddress address(String text, Problems problems) {
    Optional<ListenAddress> address = ListenAddress.parse(text);
    if (address.isEmpty()) {
      problems.add(new Problem("--listen", 0, "", "expected HOST:PORT, not \"" + text + "\""));
    }
    return address.orElse(ListenAddress.usual());
  }
}
