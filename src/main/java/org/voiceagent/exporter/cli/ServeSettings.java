package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Collection;
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
 * @param logLevel the least severe messages to log, as written
 * @param logFormat how to write them, as written
 */
record ServeSettings(
    Places places,
    Optional<String> listen,
    Optional<Path> webConfig,
    Optional<String> logLevel,
    Optional<String> logFormat) {

  /** Listens on all addresses, as an address without a host does in other exporters. */
  private static final String ANY = "0.0.0.0";

  /** Reads the configuration and replaces what is set here. */
  ExporterConfig read(Problems problems) {
    ExporterConfig read = places.read(problems);
    ExporterConfig placed =
        read.at(
            read.sessions(),
            read.state(),
            listen.map(text -> address(text, problems)).orElse(read.listen()));
    expect("--log.level", logLevel, LogFormat.LEVELS.keySet(), problems);
    expect("--log.format", logFormat, LogFormat.FORMATS, problems);
    return webConfig.map(placed::withWebConfig).orElse(placed);
  }

  /** Logs as these options say; without them, as before. */
  void applyToLogs() {
    LogFormat.set(logLevel, logFormat);
  }

  private static void expect(
      String option, Optional<String> value, Collection<String> allowed, Problems problems) {
    value
        .filter(given -> !allowed.contains(given))
        .ifPresent(
            given ->
                problems.add(
                    new Problem(
                        option,
                        0,
                        "",
                        "expected one of "
                            + String.join(", ", allowed)
                            + ", not \""
                            + given
                            + "\"")));
  }

  private static ListenAddress address(String text, Problems problems) {
    Optional<ListenAddress> address = ListenAddress.parse(text.startsWith(":") ? ANY + text : text);
    if (address.isEmpty()) {
      problems.add(new Problem("--listen", 0, "", "expected HOST:PORT, not \"" + text + "\""));
    }
    return address.orElse(ListenAddress.usual());
  }
}
