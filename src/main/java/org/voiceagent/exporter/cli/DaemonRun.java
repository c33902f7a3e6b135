package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.daemon.Build;
import org.voiceagent.exporter.daemon.CallRules;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.DaemonSetup;
import org.voiceagent.exporter.daemon.HangUp;
import org.voiceagent.exporter.daemon.WebAccess;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;

/** The run of a daemon in this process, from its configuration to SIGTERM. */
final class DaemonRun {
  private static final Logger logger = LoggerFactory.getLogger(DaemonRun.class);

  private DaemonRun() {}

  /**
   * Starts the daemon and waits until the process is told to stop.
   *
   * @param err gets the mistakes in the configuration, one per line
   * @return the exit status
   * @throws InterruptedException if this thread is interrupted; the daemon is closed
   */
  static int untilStopped(ServeSettings settings, PrintWriter err) throws InterruptedException {
    Problems problems = new Problems();
    ExporterConfig config = settings.read(problems);
    CallRules rules = CallRules.load(config, problems);
    WebConfig web = WebAccess.load(config, problems);
    if (!problems.none()) {
      problems.list().forEach(err::println);
      return ExitStatus.WRONG_USE;
    }
    settings.applyToLogs();
    problems.warnings().forEach(warning -> logger.error("{}", warning));
    CountDownLatch ended = new CountDownLatch(1);
    DaemonSetup setup =
        new DaemonSetup(
            config, web, settings::read, Build.running().version(), InstantSource.system());
    try (Daemon daemon = Daemon.start(setup, rules)) {
      HangUp.runs(daemon::reload);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, ended), "stop"));
      ListenAddress address = new ListenAddress(config.listen().host(), daemon.port());
      String scheme = web.tls().isPresent() ? "https" : "http";
      logger.info("watching {}, answering on {}://{}", config.sessions(), scheme, address);
      ended.await();
    } catch (IOException e) {
      err.println("voice-agent-exporter: " + e.getMessage());
      return ExitStatus.FAULT;
    }
    return ExitStatus.FINE;
  }

  private static void stop(Daemon daemon, CountDownLatch ended) {
    logger.info("stopping");
    daemon.close();
    ended.countDown();
  }
}
