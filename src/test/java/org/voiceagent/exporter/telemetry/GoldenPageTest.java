package org.voiceagent.exporter.telemetry;

import static org.voiceagent.exporter.testing.CallSessions.COMPLETED_AT;
import static org.voiceagent.exporter.testing.CallSessions.call;
import static org.voiceagent.exporter.testing.CallSessions.complete;
import static org.voiceagent.exporter.testing.CallSessions.measured;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.Reports;

/** The whole page, but for {@code jvm_*} and {@code process_*}, as it was once accepted. */
final class GoldenPageTest {

  @ParameterizedTest
  @CsvSource({"TEXT, page.txt", "OPENMETRICS, page-openmetrics.txt"})
  void aHandfulOfCalls(Format format, String file) {
    Board board = new Board();
    calls(board);
    daemon(board.self);
    GoldenFile.of("metrics/" + file).matches(board.text(format));
  }

  @ParameterizedTest
  @CsvSource({"TEXT, empty.txt", "OPENMETRICS, empty-openmetrics.txt"})
  void noCallYet(Format format, String file) {
    GoldenFile.of("metrics/" + file).matches(new Board().text(format));
  }

  private static void calls(Board board) {
    board.count(
        Reports.of(
            complete("1761449250.2163"),
            Reports.recommendation(
                "jitter_low_watermark", "streaming.low_watermark_ms", Severity.WARNING)));
    board.count(
        Reports.of(
            complete("0f4c7e0e-3e1f-4a86-9d0b-6b1c5ad0b6a1")
                .labels("google_live", "google_live", "gemini-live")
                .with(CallField.OUTCOME, "transferred")
                .with(CallField.ENDED_AT, COMPLETED_AT.minusSeconds(90))
                .with(CallField.TRANSPORT, "rtp")
                .sentiment(0.7, SentimentSource.LEXICON)));
    board.count(
        Reports.of(
            call("minimal")
                .labels("", "", "")
                .finding(
                    new Finding("metrics.json", 4, "turns", Finding.Reason.NEGATIVE, "below 0"))
                .finding(
                    new Finding("transcript.jsonl", 9, "line", Finding.Reason.BROKEN, "no JSON"))
                .finding(
                    new Finding("metrics.json", 4, "made-up", Finding.Reason.LIMIT, "too many"))));
    board.count(
        Reports.of(
            call("odd_labels")
                .labels("a \"quoted\" name", "back\\slash", "zwölf")
                .with(CallField.AVG_TURN_LATENCY_MS, 2750)
                .with(CallField.DURATION_SECONDS, 4000)));
    board.count(Reports.of(measured("cascade-1").with(CallField.ENDED_AT, COMPLETED_AT)));
    board.count(Reports.of(measured("rehearsal").with(CallField.SIMULATED, 1)));
    board.self.active(2);
  }

  private static void daemon(SelfMetrics self) {
    self.buildInfo("0.1.0", "3f1c0de", "main", "17.0.15");
    self.sessionUpdated();
    self.sessionRejected(RejectReason.BAD_JSON);
    self.sessionAbandoned();
    self.pending(1);
    self.backlog(3, 4);
    self.ingestLag(Duration.ofMillis(120));
    self.ingestLag(Duration.ofMillis(-5));
    self.rescan(RescanCause.INTERVAL);
    self.ruleUnjudged("slow_and_unhappy");
    self.writable(true);
    self.damaged(1);
    self.remembered(4);
    self.reloaded(true, COMPLETED_AT);
    self.reloaded(false, COMPLETED_AT.plusSeconds(60));
  }
}
