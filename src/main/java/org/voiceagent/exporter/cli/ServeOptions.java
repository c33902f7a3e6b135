package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the configuration, and those that override it for the daemon. */
final class ServeOptions {
  @Mixin private PlaceOptions places = new PlaceOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "The address for HTTP. Default: the configuration's, or 127.0.0.1:15100. Port 0 takes a"
              + " free port and prints it.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description =
          "A file with TLS, passwords and headers, in the format of Prometheus exporters.")
  private Optional<Path> webConfig = Optional.empty();

  /** The configuration with the options laid over it. */
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
