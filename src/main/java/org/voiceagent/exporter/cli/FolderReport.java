package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.feedback.ReportStore;
import org.voiceagent.exporter.http.ReportJson;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.sentiment.LexiconScorer;
import org.voiceagent.exporter.yaml.Problems;

/** Reads a folder of calls as the daemon would, with the built-in rules, and reports on it. */
final class FolderReport {
  private FolderReport() {}

  /**
   * The newest calls in the form of {@code /feedback/latest}.
   *
   * @throws IOException if the folder cannot be listed
   */
  static String latest(Path sessions, Optional<String> pipeline, int limit) throws IOException {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), LexiconScorer.bundled()::score);
    Advisor advisor = new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
    ReportStore store = new ReportStore(limit);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(sessions, Files::isDirectory)) {
      for (Path folder : folders) {
        if (reader.read(folder) instanceof Reading.Complete complete
            && pipeline
                .filter(name -> !name.equals(complete.session().labels().pipelineName()))
                .isEmpty()) {
          store.publish(new CallReport(complete.session(), advisor.advise(complete.session())));
        }
      }
    }
    List<CallReport> newest = store.newest(limit);
    return new ReportJson(text -> Redactor.strict().redact(text).text()).latestWithCalls(newest);
  }
}
