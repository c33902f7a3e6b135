package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.daemon.CallRules;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.DaemonSetup;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;

/** Daemons within the tests' own process, on a free port of this machine. */
public final class Daemons {
  private Daemons() {}

  /** Starts one with a configuration, which a reload reads unchanged. */
  public static Daemon start(ExporterConfig config) throws IOException {
    return start(config, again -> config);
  }

  /**
   * Starts one with a configuration.
   *
   * @param source what a reload reads
   */
  public static Daemon start(ExporterConfig config, Function<Problems, ExporterConfig> source)
      throws IOException {
    return start(config, WebConfig.NONE, source);
  }

  /**
   * Starts one with TLS, passwords or headers.
   *
   * @param source what a reload reads
   */
  public static Daemon start(
      ExporterConfig config, WebConfig web, Function<Problems, ExporterConfig> source)
      throws IOException {
    Problems problems = new Problems();
    DaemonSetup setup = new DaemonSetup(config, web, source, "test", InstantSource.system());
    Daemon daemon = Daemon.start(setup, CallRules.load(config, problems));
    assertThat(problems.list()).isEmpty();
    return daemon;
  }

  /**
   * A configuration whose folders {@code calls} and {@code state} lie in a folder.
   *
   * @param yaml what {@code exporter.yml} says, which is written there, too
   */
  public static ExporterConfig config(Path folder, String yaml) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("exporter.yml"), yaml);
    ExporterConfig config =
        ExporterConfig.load(file, problems)
            .at(folder.resolve("calls"), folder.resolve("state"), anyPort());
    assertThat(problems.list()).isEmpty();
    return config;
  }

  private static ListenAddress anyPort() {
    return new ListenAddress("127.0.0.1", 0);
  }
}
