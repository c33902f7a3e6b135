package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.call;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.RandomCalls;
import org.voiceagent.exporter.testing.Reports;
import org.voiceagent.exporter.totals.RunningTotals;

/** Totals go on after a restart where they were, whether restored, replayed or both. */
final class TotalsTest {
  private static final CallMetrics.Limits LIMITS =
      new CallMetrics.Limits(12, 0, Duration.ofDays(2));
  private static final String LATENCY = "ai_agent_call_response_latency_seconds";

  @ParameterizedTest
  @EnumSource(Format.class)
  void restoredTotalsGiveTheSamePage(Format format) {
    long seed = Long.getLong("seed", 7L);
    Board before = new Board(LIMITS);
    List<Entry> entries = new ArrayList<>();
    for (CallReport report : RandomCalls.reports(seed, 120)) {
      Entry entry =
          before.calls.entry(report, report.session().completedAt().plusMillis(entries.size()));
      entries.add(entry);
      before.calls.count(entry, report);
    }
    Board restored = new Board(LIMITS);
    restored.calls.restore(before.calls.all(), List.of());
    Board replayed = new Board(LIMITS);
    entries.forEach(replayed.calls::add);

    assertThat(before.calls.all()).as("seed %d", seed).hasSizeGreaterThan(100);
    assertThat(kept(restored, format)).as("seed %d", seed).isEqualTo(kept(before, format));
    assertThat(kept(replayed, format)).as("seed %d", seed).isEqualTo(kept(before, format));
    assertThat(restored.calls.all()).as("seed %d", seed).isEqualTo(before.calls.all());
  }

  @Test
  void whatIsCountedAfterARestoreIsAddedToWhatWasThere() {
    Board before = new Board();
    before.count(complete("a"), complete("b"));
    Board after = new Board();
    after.calls.restore(before.calls.all(), List.of());
    after.count(complete("c"));
    before.count(complete("c"));
    assertThat(kept(after, Format.OPENMETRICS)).isEqualTo(kept(before, Format.OPENMETRICS));
  }

  @Test
  void readingAnEntryAndAddingARecordedCallShowNoSingleCall() {
    Board board = new Board();
    CallReport report = Reports.of(complete("a"));
    Entry entry = board.calls.entry(report, CallSessions.COMPLETED_AT);
    assertThat(board.page().sum("ai_agent_calls_total")).isZero();
    board.calls.add(entry);
    assertThat(board.page().sum("ai_agent_calls_total")).isEqualTo(1);
    assertThat(board.page().sum("ai_agent_call_info")).isZero();
  }

  @Test
  void labelSetsOfBeforeStayAdmittedAlsoUnderALowerLimit() {
    Board before = new Board(LIMITS);
    for (String model : List.of("m1", "m2", "m3")) {
      before.count(complete("x").labels("p", "q", model));
    }
    Board after = new Board(new CallMetrics.Limits(2, 0, Duration.ofDays(2)));
    after.calls.restore(before.calls.all(), List.of());
    after.count(complete("y").labels("p", "q", "m3"), complete("z").labels("p", "q", "m4"));
    MetricsPage page = after.page();
    assertThat(page.sum("ai_agent_calls_total", series -> series.contains("m3"))).isEqualTo(2);
    assertThat(page.sum("ai_agent_calls_total", series -> series.contains("m4"))).isZero();
    assertThat(page.sum("ai_agent_calls_total", series -> series.contains("other"))).isEqualTo(1);
  }

  @Test
  void replayedCallsTakeTheirLabelSetsToo() {
    Entry entry = new Board().calls.entry(Reports.of(complete("x")), CallSessions.COMPLETED_AT);
    Board after = new Board(new CallMetrics.Limits(1, 0, Duration.ofDays(2)));
    after.calls.add(entry);
    after.count(complete("y"), complete("z").labels("p", "q", "new"));
    assertThat(after.page().series())
        .filteredOn(series -> series.startsWith("ai_agent_calls_total"))
        .hasSize(2)
        .noneMatch(series -> series.contains("\"new\""));
  }

  @Test
  void ownLabelsOfBeforeStayAdmitted() {
    Board before = new Board();
    for (int i = 0; i < 500; i++) {
      before.count(recommended("key" + i));
    }
    Board after = new Board();
    after.calls.restore(before.calls.all(), List.of());
    after.count(recommended("key499"));
    after.count(recommended("key500"));
    MetricsPage page = after.page();
    String total = "ai_agent_setting_recommendation_total";
    assertThat(page.sum(total, series -> series.contains("\"key499\""))).isEqualTo(2);
    assertThat(page.sum(total, series -> series.contains("\"key500\""))).isZero();
  }

  @Test
  void ownLabelsOfOneFamilyFoldNoneOfAnother() {
    Board board = new Board();
    for (int i = 0; i < 600; i++) {
      board.count(recommended("key" + i));
    }
    board.count(
        call("late").with(CallField.STT_LATENCY_MS, 5).with(CallField.SENTIMENT_SCORE, 0.9));
    assertThat(board.page().series())
        .anyMatch(series -> series.contains("component=\"stt\""))
        .anyMatch(series -> series.contains("band=\"very_positive\""));
  }

  @Test
  void bucketsThatHaveChangedGiveTheirCountsToTheNextWiderOnes() {
    SeriesTotal recorded =
        new SeriesTotal(
            LATENCY,
            List.of("p", "q", "m"),
            12.5,
            List.of(0.25, 0.3, 40.0),
            List.of(1L, 2L, 4L, 8L),
            List.of(
                new Exemplar("old", 0.2, 1_000),
                new Exemplar("new", 0.29, 2_000),
                Exemplar.NONE,
                new Exemplar("far", 99, 3_000)));
    List<String> logged = new ArrayList<>();
    Board board = restored(logged, recorded, recorded);
    MetricsPage page = board.page();
    assertThat(latency(page, "_bucket", ",le=\"0.2\"")).isZero();
    assertThat(latency(page, "_bucket", ",le=\"0.3\"")).isEqualTo(3);
    assertThat(latency(page, "_bucket", ",le=\"30.0\"")).isEqualTo(3);
    assertThat(latency(page, "_bucket", ",le=\"+Inf\"")).isEqualTo(15);
    assertThat(latency(page, "_count", "")).isEqualTo(15);
    assertThat(latency(page, "_sum", "")).isEqualTo(12.5);
    assertThat(board.text(Format.OPENMETRICS))
        .contains("{call_uuid=\"new\"} 0.29 2.000", "{call_uuid=\"far\"} 99.0 3.000")
        .doesNotContain("\"old\"");
    assertThat(logged).singleElement().asString().contains("buckets of [" + LATENCY + "]");
  }

  @Test
  void whatFitsNoFamilyOfTodayIsLeftOutAndNamedOnce() {
    List<String> logged = new ArrayList<>();
    Board board =
        restored(
            logged,
            counter("ai_agent_of_old_total", List.of("p")),
            counter("ai_agent_calls_total", List.of("p", "q")),
            counter(LATENCY, List.of("p", "q", "m")),
            new SeriesTotal(
                LATENCY, List.of("p", "q", "m"), 1, List.of(1.0), List.of(1L, -1L), List.of()),
            counter("ai_agent_call_turns_total", List.of("p", "q", "m")));
    assertThat(board.page().series())
        .filteredOn(series -> series.startsWith("ai_agent_call"))
        .containsExactlyInAnyOrder(
            "ai_agent_calls_active",
            "ai_agent_call_turns_total"
                + "{pipeline_name=\"p\",provider_id=\"q\",model_variant=\"m\"}");
    assertThat(logged)
        .singleElement()
        .asString()
        .contains("[" + LATENCY + ", ai_agent_calls_total, ai_agent_of_old_total]");
  }

  @Test
  void incrementsThatFitNoFamilyOfTodayAreLeftOutAndNamedOnce() {
    List<String> logged = new ArrayList<>();
    Board board = new Board();
    Entry odd =
        Entries.call(
            new CallId("a"),
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(
                new Change.Add("ai_agent_of_old_total", List.of(), 1),
                new Change.Add("ai_agent_call_turns_total", List.of("p", "q", "m"), Double.NaN),
                new Change.Add("ai_agent_call_turns_total", List.of("p", "q", "m"), 2)));
    listening(
        logged,
        () -> {
          board.calls.add(odd);
          board.calls.add(odd);
        });
    assertThat(board.page().sum("ai_agent_call_turns_total")).isEqualTo(4);
    assertThat(logged).hasSize(1);
  }

  private static CallReport recommended(String key) {
    return Reports.of(call("a"), Reports.recommendation(key, "field", Severity.INFO));
  }

  private static SeriesTotal counter(String family, List<String> labelValues) {
    return new SeriesTotal(family, labelValues, 3, List.of(), List.of(), List.of());
  }

  private static double latency(MetricsPage page, String part, String bound) {
    String labels = "{pipeline_name=\"p\",provider_id=\"q\",model_variant=\"m\"" + bound + "}";
    return page.value(LATENCY + part + labels).orElseThrow();
  }

  /** The page without what speaks of the process, which begins anew with it. */
  private static String kept(Board board, Format format) {
    return board
        .text(format)
        .lines()
        .filter(
            line ->
                !line.contains("voice_agent_exporter_")
                    || line.contains("_sessions_ingested")
                    || line.contains("_values_rejected"))
        .filter(line -> !line.contains("ai_agent_call_info"))
        .filter(line -> !line.matches("ai_agent_(recent_call_|call_sentiment_score).*"))
        .collect(Collectors.joining("\n"));
  }

  private static Board restored(List<String> logged, SeriesTotal... totals) {
    Board board = new Board();
    listening(logged, () -> board.calls.restore(List.of(totals), List.of()));
    return board;
  }

  private static void listening(List<String> logged, Runnable task) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            logged.add(message.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(RunningTotals.class.getName());
    logger.addHandler(handler);
    try {
      task.run();
    } finally {
      logger.removeHandler(handler);
    }
  }
}
