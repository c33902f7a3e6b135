package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.event.feed.EventFeed;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.forget.ForgetHandler;
import org.voiceagent.exporter.forget.Forgetting;
import org.voiceagent.exporter.forget.KeptCopies;
import org.voiceagent.exporter.forget.RememberedCalls;
import org.voiceagent.exporter.forget.ReturnedFolders;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.http.HttpSettings;
import org.voiceagent.exporter.http.WebServer;
import org.voiceagent.exporter.http.pages.CallSources;
import org.voiceagent.exporter.http.pages.KpiSources;
import org.voiceagent.exporter.http.pages.ServerSources;
import org.voiceagent.exporter.http.pages.WebContent;
import org.voiceagent.exporter.inbox.Inbox;
import org.voiceagent.exporter.intake.Counting;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.watch.SessionWatcher;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.HistoryReports;
import org.voiceagent.exporter.report.NewestEvents;
import org.voiceagent.exporter.sentiment.LexiconScorer;

/**
 * The running exporter: watches, counts, advises and answers from {@link #start} until {@link
 * #close}.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Daemon.class);

  /** The key that callers are hashed with, in the state folder. */
  public static final String CALLER_SALT = HashingKey.FILE;

  /** How often it is tried to finish forgetting what could not be removed. */
  private static final Duration FINISHING = Duration.ofMinutes(10);

  /** How long a row of a counted call may wait in memory. */
  private static final Duration JOURNALING = Duration.ofSeconds(2);

  private static final int MOST_EVENTS_SHOWN = 50;

  /** What was started, the last first: the order in which it is ended. */
  private final Deque<AutoCloseable> running;

  private final Reloading reloading;
  private final AnomalyWatch anomalies;
  private final NewestEvents events = new NewestEvents(MOST_EVENTS_SHOWN);
  private final WebServer server;
  private final Optional<Inbox> inbox;

  /**
   * Starts everything; the port answers when this returns.
   *
   * @param setup what to run with
   * @param rules the rules and prices of its configuration
   * @throws IOException if it cannot listen, cannot use the state folder, or cannot make the
   *     sessions folder; says where
   */
  public static Daemon start(DaemonSetup setup, CallRules rules) throws IOException {
    ExporterConfig config = setup.config();
    makeIfMissing(config.sessions());
    warnIfUnguarded(config.sessions());
    WebAccess.warnIfOpen(config, setup.web());
    Deque<AutoCloseable> running = new ArrayDeque<>();
    try {
      return new Daemon(setup, rules, running);
    } catch (IOException | RuntimeException e) {
      end(running);
      throw e;
    }
  }

  private Daemon(DaemonSetup setup, CallRules rules, Deque<AutoCloseable> running)
      throws IOException {
    this.running = running;
    ExporterConfig config = setup.config();
    OpenState state = started(OpenState.open(config, rules.catalogs(), setup.clock()));
    Build build = Build.running();
    state
        .self()
        .buildInfo(setup.version(), build.revision(), build.branch(), Runtime.version().toString());
    Exports exports = started(Exports.start(setup, state.telemetry()));
    KnownCalls known = KnownCalls.of(state, rules, config);
    SessionReader reader =
        new SessionReader(config.limits(), scorer(config), state.callers(), state.names());
    Redactor redactor = config.redaction().redactor().counting(state.self()::redaction);
    ReturnedFolders returned = new ReturnedFolders(config.sessions(), state.names());
    RedactionOnIngest onIngest = started(new RedactionOnIngest(setup));
    CallCounting counting =
        new CallCounting(
            known.advice(),
            state.telemetry(),
            new CallCounting.Memory(known.reports(), state.notes(), known.effects(), state.calls()),
            new CallCounting.Listeners(onIngest.calls(), returned::cameBack, exports.calls()),
            setup.clock());
    EventFeed events = EventIntake.of(setup, state, this.events);
    CallIntake intake =
        CallIntake.of(config, reader, counting(state, counting, setup.clock()), List.of(events));
    started(intake.readers());
    FolderArchive archive = new FolderArchive(config.sessions(), reader, known, intake.folders());
    LiveCalls live = new LiveCalls(known.reports(), known.effects(), intake.folders());
    inbox = InboxParts.start(setup, state);
    inbox.ifPresent(this::started);
    RememberedCalls kept =
        inbox.<RememberedCalls>map(open -> InboxParts.with(open, live)).orElse(live);
    KeptCopies copies = state.copies(config);
    Forgetting forgetting =
        Forgetting.open(
            config.sessions(),
            config.state(),
            new Forgetting.Known(state.ledger(), kept, new BetweenCalls(intake.loop()), copies),
            new Forgetting.Doer(setup.version(), setup.clock(), new SecureRandom()));
    ForgetHandler forgetHandler =
        new ForgetHandler(forgetting, kept, config.sessions(), reader, copies);
    reloading = new Reloading(setup, known.advice(), state.events(), state.self());
    anomalies = new AnomalyWatch(state.kpis(), setup.clock(), state.self()::anomalies);
    server = started(server(setup, known, archive, redactor, intake));
    if (config.intake().events()) {
      started(watcher(setup, state, intake));
    }
    started(IntakeThread.start(intake.loop()));
    started(events).start(intake.wakeup());
    Housekeeping housekeeping = new Housekeeping(new ControlChannel(config.state()), setup.clock());
    OldCalls oldCalls =
        new OldCalls(config, reader, state.self(), intake, housekeeping::isStopping);
    List<Housekeeping.Task> tasks = new ArrayList<>();
    tasks.add(new Housekeeping.Task(FINISHING, () -> true, forgetHandler::finish));
    tasks.add(new Housekeeping.Task(Duration.ZERO, returned::areThere, returned::removeAll));
    tasks.add(oldCalls.sweeping());
    tasks.add(anomalies.task(() -> intake.loop().progress().ready()));
    state
        .journal()
        .ifPresent(open -> tasks.add(new Housekeeping.Task(JOURNALING, () -> true, open::flush)));
    tasks.addAll(onIngest.tasks(state, redactor, intake, housekeeping::isStopping));
    started(
        housekeeping.start(
            List.of(forgetHandler::answer, oldCalls::answer, state.events()::answer), tasks));
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  private static Counting counting(OpenState state, CallCounting counting, InstantSource clock) {
    return new Counting(
        state.ledger(), counting, state.self(), new IntakeClock(clock, System::nanoTime));
  }

  private WebServer server(
      DaemonSetup setup,
      KnownCalls known,
      FolderArchive archive,
      Redactor redactor,
      CallIntake intake)
      throws IOException {
    OpenState state = known.state();
    WebContent content =
        new WebContent(
            new ServerSources(
                setup.version(),
                setup.config().sessions(),
                intake.loop()::progress,
                reloading,
                events),
            state.telemetry().page()::render,
            new CallSources(
                known.reports(), state.calls(), archive, intake.folders()::resting, redactor),
            new KpiSources(
                state.kpis(),
                anomalies::newest,
                state.self()::intake,
                new HistoryReports(
                    state.history(), known.effects(), archive::report, setup.clock())));
    return WebServer.start(
        httpSettings(setup.config()),
        content,
        WebAccess.protection(setup.config(), setup.web(), state.self(), setup.clock()),
        setup.clock());
  }

  private static SessionWatcher watcher(DaemonSetup setup, OpenState state, CallIntake intake)
      throws IOException {
    Duration idle = setup.config().intake().idle();
    return SessionWatcher.start(
        setup.config().sessions(),
        intake.pending(),
        canChange(state.ledger(), idle, setup.clock()));
  }

  /** The port it answers on. */
  public int port() {
    return server.port();
  }

  /** The port on which the inbox answers; empty if it is off. */
  public OptionalInt inboxPort() {
    return inbox.map(open -> OptionalInt.of(open.port())).orElse(OptionalInt.empty());
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

  private static void warnIfUnguarded(Path sessions) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      if (!root.isGuarded()) {
        logger.warn(
            "the file system of {} cannot open files relative to a folder: symlink checks are not"
                + " race-free there, so anyone who may write there could bypass them",
            sessions);
      }
    }
  }

  private static SentimentScorer scorer(ExporterConfig config) {
    return config.sentiment()
        ? (text, language) -> LexiconScorer.of(language).score(text)
        : SentimentScorer.OFF;
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
