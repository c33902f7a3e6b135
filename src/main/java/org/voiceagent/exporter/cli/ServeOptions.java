package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
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

  /** What the options ask for. */
  ServeSettings settings() {
    return new ServeSettings(places.places(), listen, webConfig);
  }
}
