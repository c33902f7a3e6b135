package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.feedback.EffectLog;
import org.voiceagent.exporter.feedback.ReportStore;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.http.OutcomeJson;
import org.voiceagent.exporter.http.ReportJson;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.sentiment.LexiconScorer;
import org.voiceagent.exporter.yaml.Problems;

/** Reads a folder of calls as the daemon would, with the built-in rules, and reports on it. */
final class FolderReport {
  private static final int MOST_OF_EACH = 1_000;
  private static final int MOST_CALLS = 100_000;

  private FolderReport() {}

  /**
   * The newest calls in the form of {@code /feedback/latest}.
   *
   * @throws IOException if the folder cannot be listed
   */
  static String latest(Path sessions, Optional<String> pipeline, int limit) throws IOException {
    Advisor advisor = advisor();
    ReportStore store = new ReportStore(limit);
    forEachFinished(
        sessions,
        session -> {
          if (pipeline.filter(name -> !name.equals(session.labels().pipelineName())).isEmpty()) {
            store.publish(new CallReport(session, advisor.advise(session)));
          }
        });
    List<CallReport> newest = store.newest(limit);
    return new ReportJson(text -> Redactor.strict().redact(text).text()).latestWithCalls(newest);
  }

  /**
   * What changes did, in the form of {@code /feedback/effects}.
   *
   * @throws IOException if the folder cannot be listed
   */
  static String effects(Path sessions) throws IOException {
    Advisor advisor = advisor();
    CallHistory history = new CallHistory(MOST_OF_EACH, MOST_CALLS);
    forEachFinished(
        sessions, session -> history.add(advisor.observe(session, advisor.advise(session))));
    return OutcomeJson.of(new EffectLog(history, advisor::measures).all());
  }

  private static Advisor advisor() {
    return new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  }

  private static void forEachFinished(Path sessions, Consumer<CallSession> use) throws IOException {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), LexiconScorer.bundled()::score);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(sessions, Files::isDirectory)) {
      for (Path folder : folders) {
        if (reader.read(folder) instanceof Reading.Complete complete) {
          use.accept(complete.session());
        }
      }
    }
  }
}
