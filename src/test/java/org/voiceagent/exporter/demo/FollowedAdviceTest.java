package org.voiceagent.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.patch.Setting;
import org.voiceagent.exporter.patch.YamlEdit;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.HistoryReports;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.sentiment.LexiconScorer;
import org.voiceagent.exporter.yaml.Problems;

/**
 * An operator who does what the daemon says: the demo engine, whose calls go by its YAML, writes
 * real folders, the daemon's reader and rules judge them, and the open advice is laid over the
 * engine's file before the next round.
 */
final class FollowedAdviceTest {
  private static final int ROUNDS = 5;
  private static final int CALLS = 240;
  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir private Path temp;

  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private final CallHistory history = new CallHistory(1_000, 10_000);
  private final Map<CallId, CallReport> reports = new HashMap<>();
  private final SessionReader reader =
      new SessionReader(
          ReadLimits.defaults(), (text, language) -> LexiconScorer.of(language).score(text));
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** What callers suffered from in a round. */
  private record Suffering(double hits, double fallbacks, double slowTurns) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource({"local_hybrid_groq, 7000", "deepgram, 2000"})
  void fiveRoundsOfFollowedAdviceLeaveLessThanAFifthOfTheTrouble(String pipeline, double slowMs)
      throws Exception {
    Path file = temp.resolve("ai-agent.local.yaml");
    Files.writeString(
        file,
        """
        # as found
        active_pipeline: %s
        streaming:
          pipeline_streaming_overlap: false
          connection_timeout_ms: 10000
        pipelines:
          %s:
            options: {llm: {max_tokens: 256}}
        """
            .formatted(pipeline, pipeline));

    Suffering first = round(0, file, slowMs);
    for (int round = 1; round <= ROUNDS; round++) {
      follow(file);
      round(round, file, slowMs);
    }
    Suffering last = round(ROUNDS + 1, file, slowMs);

    assertThat(first.hits()).isPositive();
    assertThat(first.fallbacks()).isPositive();
    assertThat(first.slowTurns()).isPositive();
    assertThat(last.hits()).isLessThan(0.2 * first.hits());
    assertThat(last.fallbacks()).isLessThan(0.2 * first.fallbacks());
    assertThat(last.slowTurns()).isLessThan(0.2 * first.slowTurns());
    assertNoRuleOscillates();
    assertThat(Files.readString(file)).startsWith("# as found\n");
  }

  private void follow(Path file) throws IOException {
    List<Setting> settings = new ArrayList<>();
    for (OpenAdvice open : conclusions().openAdvice()) {
      String field = open.recommendation().field();
      String suggested = open.recommendation().suggested().text();
      values
          .computeIfAbsent(
              field, key -> new ArrayList<>(List.of(open.recommendation().current().get().text())))
          .add(suggested);
      settings.add(new Setting(field, suggested, open.recommendation().key()));
    }
    Files.writeString(file, YamlEdit.apply(Files.readString(file), settings));
  }

  /** A value that was left is not come back to, and a number goes one way only. */
  private void assertNoRuleOscillates() {
    values.forEach(
        (field, all) -> {
          assertThat(new LinkedHashSet<>(all)).as(field).hasSameSizeAs(all);
          if (all.stream().allMatch(value -> value.matches("[0-9.]+"))) {
            List<Double> numbers = all.stream().map(Double::valueOf).toList();
            boolean rises = numbers.get(numbers.size() - 1) > numbers.get(0);
            assertThat(numbers)
                .as(field)
                .isSortedAccordingTo(rises ? Double::compare : (a, b) -> Double.compare(b, a));
          }
        });
  }

  private Suffering round(int number, Path file, double slowMs) throws Exception {
    Path sessions = temp.resolve("round-" + number);
    Instant end = BEGIN.plus(Duration.ofDays(number));
    new DemoEngine(
            new DemoOptions(sessions, 60, 11L + number, CALLS, true, Optional.of(file)),
            InstantSource.fixed(end))
        .run(said -> {});
    double hits = 0;
    double fallbacks = 0;
    double slow = 0;
    for (CallSession call : calls(sessions)) {
      hits += call.facts().number(CallField.LOW_WATERMARK_HITS).orElse(0);
      fallbacks += call.facts().number(CallField.FALLBACKS).orElse(0);
      slow +=
          call.facts().numbers(CallField.TURN_LATENCIES_MS).stream()
              .filter(latency -> latency > slowMs)
              .count();
      Advice advice = advisor.advise(call, history);
      history.add(advisor.observe(call, advice));
      reports.put(call.id(), new CallReport(call, advice));
    }
    return new Suffering(hits, fallbacks, slow);
  }

  private List<CallSession> calls(Path sessions) throws IOException {
    List<CallSession> calls = new ArrayList<>();
    try (Stream<Path> folders = Files.list(sessions)) {
      for (Path folder : folders.toList()) {
        if (reader.read(folder) instanceof Reading.Complete complete) {
          calls.add(complete.session());
        }
      }
    }
    calls.sort(Comparator.comparing(CallSession::endedAt));
    return calls;
  }

  private HistoryReports conclusions() {
    return new HistoryReports(
        history,
        new EffectTracker(history, advisor::measures),
        id -> Optional.ofNullable(reports.get(id)),
        InstantSource.fixed(BEGIN));
  }
}
