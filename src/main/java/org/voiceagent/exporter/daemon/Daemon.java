package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.forget.ForgetHandler;
import org.voiceagent.exporter.forget.Forgetting;
import org.voiceagent.exporter.forget.ReturnedFolders;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.http.HttpSettings;
import org.voiceagent.exporter.http.WebServer;
import org.voiceagent.exporter.http.pages.WebContent;
import org.voiceagent.exporter.intake.Counting;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.watch.SessionWatcher;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.HistoryReports;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.sentiment.LexiconScorer;
import org.voiceagent.exporter.telemetry.Telemetry;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The running exporter: watches, counts, advises and answers from {@link #start} until {@link
 * #close}.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Daemon.class);

  /** The key that callers are hashed with, in the state folder. */
  public static final String CALLER_SALT = HashingKey.FILE;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** How often it is tried to finish forgetting what could not be removed. */
  private static final Duration FINISHING = Duration.ofMinutes(10);

  /** What was started, the last first: the order in which it is ended. */
  private final Deque<AutoCloseable> running;

  private final Reloading reloading;
  private final WebServer server;

  /**
   * Starts everything; the port answers when this returns.
   *
   * @param config what to run with
   * @param advisor the rules and thresholds of that configuration
   * @param source reads the configuration anew for a reload
   * @param version the program's version
   * @param clock wall-clock time
   * @throws IOException if it cannot listen, cannot use the state folder, or cannot make the
   *     sessions folder; says where
   */
  public static Daemon start(
      ExporterConfig config,
      Advisor advisor,
      Function<Problems, ExporterConfig> source,
      String version,
      InstantSource clock)
      throws IOException {
    return start(config, WebConfig.NONE, advisor, source, version, clock);
  }

  /**
   * Starts everything with TLS, passwords or headers.
   *
   * @param web what {@link WebAccess#load} read for that configuration
   * @throws IOException as above
   */
  public static Daemon start(
      ExporterConfig config,
      WebConfig web,
      Advisor advisor,
      Function<Problems, ExporterConfig> source,
      String version,
      InstantSource clock)
      throws IOException {
    makeIfMissing(config.sessions());
    tellIfUnguarded(config.sessions());
    WebAccess.warnIfOpen(config, web);
    Deque<AutoCloseable> running = new ArrayDeque<>();
    try {
      return new Daemon(running, config, web, advisor, source, version, clock);
    } catch (IOException | RuntimeException e) {
      end(running);
      throw e;
    }
  }

  /** Loads the rules a configuration names; see {@link AdviceInForce#load}. */
  public static Advisor advisor(ExporterConfig config, Problems problems) {
    return AdviceInForce.load(config.rules(), config.thresholds(), problems);
  }

  private Daemon(
      Deque<AutoCloseable> running,
      ExporterConfig config,
      WebConfig web,
      Advisor advisor,
      Function<Problems, ExporterConfig> source,
      String version,
      InstantSource clock)
      throws IOException {
    this.running = running;
    Telemetry telemetry = Telemetry.create(config.series().metricLimits(), clock);
    Build build = Build.running();
    telemetry
        .self()
        .buildInfo(version, build.revision(), build.branch(), Runtime.version().toString());
    CallHistory history = new CallHistory(config.history().callsOfEach(), config.history().calls());
    AdviceInForce advice = new AdviceInForce(advisor, history);
    EffectTracker effects = new EffectTracker(history, advice::measures);
    ReportStore store = new ReportStore(config.series().reports());
    HashingKey key = new HashingKey(config.state(), RANDOM);
    CallNotes notes = new CallNotes(history, key.callNames(config));
    CountedCalls ledger =
        CountedCalls.open(
            config.state(), config.ledger(), telemetry.calls(), notes, telemetry.self());
    running.push(ledger);
    advice.learn(TrackRecord.of(history.all()));
    CallerHashing callers = CallerHashing.with(key.get());
    SessionReader reader =
        new SessionReader(config.limits(), scorer(config), callers, ledger.names());
    Redactor redactor = config.redaction().redactor().counting(telemetry.self()::redaction);
    OnIngest onIngest = new OnIngest(config);
    ReturnedFolders returned = new ReturnedFolders(config.sessions(), ledger.names());
    CallCounting counting =
        new CallCounting(
            advice,
            telemetry,
            new CallCounting.Memory(store, notes, effects),
            new CallCounting.Listeners(onIngest.calls(), returned::cameBack),
            clock);
    CallIntake intake =
        CallIntake.of(
            config,
            reader,
            new Counting(
                ledger, counting, telemetry.self(), new IntakeClock(clock, System::nanoTime)));
    running.push(intake.readers());
    FolderArchive archive =
        new FolderArchive(config.sessions(), reader, advice, store, ledger, intake.folders());
    LiveCalls live = new LiveCalls(store, effects, intake.folders());
    Forgetting forgetting =
        Forgetting.open(
            config.sessions(),
            config.state(),
            new Forgetting.Known(ledger, live, new BetweenCalls(intake.loop())),
            new Forgetting.Doer(version, clock, RANDOM));
    ForgetHandler forgetHandler = new ForgetHandler(forgetting, live, config.sessions(), reader);
    reloading = new Reloading(source, config, advice, telemetry.self(), clock);
    server =
        WebServer.start(
            httpSettings(config),
            new WebContent(
                version,
                telemetry.page()::render,
                store,
                new HistoryReports(history, effects, archive::report, clock),
                archive,
                redactor,
                intake.loop()::progress,
                reloading),
            WebAccess.protection(config, web, telemetry.self(), clock),
            clock);
    running.push(server);
    if (config.intake().events()) {
      running.push(
          SessionWatcher.start(
              config.sessions(),
              intake.pending(),
              canChange(ledger, config.intake().idle(), clock)));
    }
    running.push(IntakeThread.start(intake.loop()));
    Housekeeping housekeeping = new Housekeeping(new ControlChannel(config.state()), clock);
    OldCalls oldCalls =
        new OldCalls(config, reader, telemetry.self(), intake, housekeeping::isStopping);
    running.push(
        housekeeping.start(
            List.of(forgetHandler::answer, oldCalls::answer),
            Stream.concat(
                    Stream.of(
                        new Housekeeping.Task(FINISHING, () -> true, forgetHandler::finish),
                        new Housekeeping.Task(
                            Duration.ZERO, returned::areThere, returned::removeAll),
                        oldCalls.sweeping()),
                    onIngest
                        .tasks(
                            running,
                            redactor,
                            callers,
                            ledger,
                            intake,
                            telemetry.self(),
                            version,
                            housekeeping::isStopping,
                            clock)
                        .stream())
                .toList()));
  }

  /** The port it answers on. */
  public int port() {
    return server.port();
  }

  /** Applies changed rules and thresholds; what is wrong with them is logged. */
  public void reload() {
    reloading.apply();
  }

  /** Ends everything: what is being taken or answered is finished first, within 5 s. */
  @Override
  public void close() {
    end(running);
  }

  private static void end(Deque<AutoCloseable> running) {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        logger.warn("a part did not end cleanly", e);
      }
    }
  }

  private static void makeIfMissing(Path sessions) throws IOException {
    try {
      Files.createDirectories(sessions);
    } catch (IOException e) {
      throw new IOException(
          "cannot make or reach the sessions folder "
              + sessions
              + " ("
              + e
              + "): make it, let this user into it, or name another with --sessions. The systemd"
              + " unit hides /home, /root and /tmp unless a drop-in shows them, see"
              + " docs/installation.md",
          e);
    }
  }

  private static void tellIfUnguarded(Path sessions) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      if (!root.isGuarded()) {
        logger.warn(
            "the file system of {} cannot open files relative to a folder: links are refused by a"
                + " look beforehand only, which who may write there can evade",
            sessions);
      }
    }
  }

  private static SentimentScorer scorer(ExporterConfig config) {
    return config.sentiment() ? text -> LexiconScorer.bundled().score(text) : SentimentScorer.OFF;
  }

  private static HttpSettings httpSettings(ExporterConfig config) {
    return new HttpSettings(
        config.listen().host(),
        config.listen().port(),
        config.http().maxConnections(),
        config.http().maxRequestTime(),
        config.http().maxResponseTime(),
        config.http().reload());
  }

  /** A folder that is counted, or that nobody has touched for long, is not worth a watch. */
  private static Predicate<Path> canChange(
      CountedCalls ledger, Duration idle, InstantSource clock) {
    return folder -> {
      String name = folder.getFileName().toString();
      if (ledger.idOf(name).filter(id -> !ledger.contains(id)).isEmpty()) {
        return false;
      }
      try {
        return Files.getLastModifiedTime(folder).toInstant().isAfter(clock.instant().minus(idle));
      } catch (IOException gone) {
        return false;
      }
    };
  }
}
