package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.FinishedCalls;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.daemon.KpisOfFolder;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.http.json.AdviceSummaryJson;
import org.voiceagent.exporter.http.json.AnomaliesJson;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.ComparisonJson;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.json.KpiJson;
import org.voiceagent.exporter.http.json.KpiJson.Known;
import org.voiceagent.exporter.http.json.OpenAdviceJson;
import org.voiceagent.exporter.http.json.OutcomeJson;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.kpi.AnomalySearch;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.HistoryReports;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.sentiment.LexiconScorer;
import org.voiceagent.exporter.yaml.Problems;

/** Reads a folder of calls as the daemon would, with the built-in rules, and reports on it. */
final class FolderReport implements ReportSource.Asked {
  private static final int MOST_OF_EACH = 1_000;
  private static final int MOST_CALLS = 100_000;

  private final Path sessions;
  private final InstantSource clock;
  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

  /** An id that is a caller's number is shown as a hash that nothing else can compare with. */
  private final CallNames names = CallNames.of(CallNames.Shown.AUTO, keyOfThisRun());

  private final SessionReader reader =
      new SessionReader(
          ReadLimits.defaults(),
          (text, language) -> LexiconScorer.of(language).score(text),
          CallerHashing.OFF,
          names);

  private Optional<KpiReports> kpis = Optional.empty();
  private final CallHistory history = new CallHistory(MOST_OF_EACH, MOST_CALLS);

  /**
   * @param clock says from when a window counts back
   */
  FolderReport(Path sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public String latest(Optional<String> pipeline, int limit) throws IOException {
    ReportStore store = new ReportStore(limit);
    forEachFinished(
        report -> {
          CallSession session = report.session();
          if (pipeline.filter(name -> !name.equals(session.labels().pipelineName())).isEmpty()) {
            store.publish(report);
          }
        });
    List<CallReport> newest = store.newest(limit);
    return new ReportJson(Redactor.strict()).latestWithCalls(newest);
  }

  @Override
  public String effects() throws IOException {
    return OutcomeJson.of(conclusions().outcomes());
  }

  @Override
  public String open() throws IOException {
    return OpenAdviceJson.of(conclusions().openAdvice());
  }

  @Override
  public String summary(Duration window) throws IOException {
    return AdviceSummaryJson.of(conclusions().summary(window), window);
  }

  @Override
  public String calls(int limit) throws IOException {
    ReportStore store = new ReportStore(limit);
    forEachFinished(store::publish);
    CallJson json = new CallJson(new ReportJson(Redactor.strict()), Redactor.strict());
    return Json.text(json.list(List.of(), store.newest(limit)));
  }

  @Override
  public String comparison(CallSelection before, CallSelection after) throws IOException {
    return ComparisonJson.of(before, after, conclusions().comparison(before, after));
  }

  @Override
  public String kpis(KpiQuery query) throws IOException {
    KpiReports known = indicators();
    Known since = new Known(known.since(), known.hourlySince());
    return KpiJson.of(query, known.rows(query), since);
  }

  @Override
  public String kpisAsCsv(KpiQuery query) throws IOException {
    return KpiCsv.of(query, indicators().rows(query));
  }

  @Override
  public String anomalies() throws IOException {
    KpiReports known = indicators();
    return AnomaliesJson.of(new AnomalySearch(known).at(known.until()));
  }

  @Override
  public Instant now() throws IOException {
    return indicators().until();
  }

  /** Read once, however much is asked of it. */
  private KpiReports indicators() throws IOException {
    if (kpis.isEmpty()) {
      try (ProgressLine progress = progress(0)) {
        kpis = Optional.of(KpisOfFolder.read(sessions, clock, done -> progress.step()));
      }
    }
    return kpis.get();
  }

  private static ProgressLine progress(int total) {
    return new ProgressLine(System.err, Terminal.isThere(), "Reading calls", total);
  }

  private AdviceReports conclusions() throws IOException {
    forEachFinished(report -> {});
    return new HistoryReports(
        history, new EffectTracker(history, advisor::measures), this::report, clock);
  }

  private Optional<CallReport> report(CallId id) {
    return names
        .folder(id)
        .map(folder -> reader.read(sessions.resolve(folder)))
        .filter(Reading.Complete.class::isInstance)
        .map(complete -> judged(((Reading.Complete) complete).session()));
  }

  private static Supplier<KeyedHash> keyOfThisRun() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    KeyedHash hash = new KeyedHash(key);
    return () -> hash;
  }

  private CallReport judged(CallSession session) {
    return new CallReport(session, advisor.advise(session, history));
  }

  private CallReport remembered(CallSession session) {
    CallReport report = judged(session);
    history.add(advisor.observe(session, report.advice()));
    return report;
  }

  /** The oldest first, so that each call is judged by those before it. */
  private void forEachFinished(Consumer<CallReport> use) throws IOException {
    FinishedCalls calls = new FinishedCalls(sessions, reader);
    List<Path> folders = calls.oldestFirst();
    try (ProgressLine progress = progress(folders.size())) {
      for (Path folder : folders) {
        calls.read(folder).ifPresent(session -> use.accept(remembered(session)));
        progress.step();
      }
    }
  }
}
