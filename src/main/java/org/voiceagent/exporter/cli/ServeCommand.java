package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.HangUp;
import org.voiceagent.exporter.daemon.WebAccess;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the daemon until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Watch the sessions folder; serve metrics and advice. This is the default command.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger logger = LoggerFactory.getLogger(ServeCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public Integer call() throws InterruptedException {
    Problems problems = new Problems();
    ExporterConfig config = options.read(problems);
    Advisor advisor = Daemon.advisor(config, problems);
    WebConfig web = WebAccess.load(config, problems);
    if (!problems.none()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.list().forEach(err::println);
      return ExitStatus.WRONG_USE;
    }
    problems.warnings().forEach(warning -> logger.error("{}", warning));
    CountDownLatch ended = new CountDownLatch(1);
    try (Daemon daemon =
        Daemon.start(config, web, advisor, options::read, Version.text(), InstantSource.system())) {
      HangUp.runs(daemon::reload);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, ended), "stop"));
      ListenAddress address = new ListenAddress(config.listen().host(), daemon.port());
      String scheme = web.tls().isPresent() ? "https" : "http";
      logger.info("watching {}, answering on {}://{}", config.sessions(), scheme, address);
      ended.await();
    } catch (IOException e) {
      spec.commandLine().getErr().println("voice-agent-exporter: " + e.getMessage());
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
