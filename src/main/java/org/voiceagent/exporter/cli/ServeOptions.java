package org.voiceagent.exporter.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that name the configuration, and those that override it for the daemon. */
final class ServeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private PlaceOptions places = new PlaceOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "The address for HTTP. Default: the configuration's, or 127.0.0.1:15100. Port 0 takes a"
              + " free port and prints it; without HOST, all addresses.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description =
          "A file with TLS, passwords and headers, in the format of Prometheus exporters.")
  private Optional<Path> webConfig = Optional.empty();

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "The same as --config, under the name that other exporters use.")
  private Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--web.listen-address",
      paramLabel = "HOST:PORT",
      description = "The same as --listen, under the name that other exporters use.")
  private Optional<String> listenAddress = Optional.empty();

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      description = "The least severe messages to log: debug, info, warn or error. Default: info.")
  private Optional<String> logLevel = Optional.empty();

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      description = "logfmt or json. Default: plain lines, with priorities if systemd reads them.")
  private Optional<String> logFormat = Optional.empty();

  /**
   * What the options ask for.
   *
   * @throws ParameterException if an option is given under both of its names
   */
  ServeSettings settings() {
    Places named = places.places();
    Optional<Path> config = either("--config", named.config(), "--config.file", configFile);
    Optional<String> address = either("--listen", listen, "--web.listen-address", listenAddress);
    Places all = new Places(config, named.sessions(), named.state());
    return new ServeSettings(all, address, webConfig, logLevel, logFormat);
  }

  private <T> Optional<T> either(String name, Optional<T> value, String other, Optional<T> same) {
    if (value.isPresent() && same.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), name + " and " + other + " are the same option: give one of them");
    }
    return value.or(() -> same);
  }
}
