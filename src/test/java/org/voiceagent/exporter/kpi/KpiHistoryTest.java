package org.voiceagent.exporter.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.testing.KpiEntries;
import org.voiceagent.exporter.testing.MemoryTotals;

final class KpiHistoryTest {
  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant NOW = DAY.plus(Duration.ofDays(30));
  private static final LedgerSettings OFTEN = new LedgerSettings(3_000, 90, 1_000, 8);

  @TempDir Path temp;

  private Instant clock = NOW;

  private KpiHistory fresh() {
    return new KpiHistory(() -> clock, KpiMeter.NONE);
  }

  @Test
  void whatWasCountedIsThereOnceAfterEveryRestart() throws Exception {
    List<Entry> entries = randomCalls(new Random(1), 400);
    KpiHistory inOnePiece = fresh();
    entries.forEach(inOnePiece::add);
    int next = 0;
    while (next < entries.size()) {
      KpiHistory history = fresh();
      try (Ledger ledger = open(history)) {
        for (int i = 0; i < 37 && next < entries.size(); i++) {
          assertThat(ledger.record(List.of(entries.get(next++)))).isTrue();
          ledger.compact();
        }
        assertThat(all(history)).as("after %d calls", next).isNotEmpty();
      }
    }
    KpiHistory restored = fresh();
    open(restored).close();

    assertThat(all(restored)).isEqualTo(all(inOnePiece));
    assertThat(restored.since()).isEqualTo(inOnePiece.since());
  }

  @Test
  void theOrderOfCountingMakesNoDifference() {
    List<Entry> entries = new ArrayList<>(randomCalls(new Random(2), 300));
    KpiHistory inOrder = fresh();
    entries.forEach(inOrder::add);
    Collections.shuffle(entries, new Random(3));
    KpiHistory shuffled = fresh();
    entries.forEach(shuffled::add);

    assertThat(rounded(all(shuffled))).isEqualTo(rounded(all(inOrder)));
  }

  @Test
  void anEntryThatCouldNotBeRecordedIsNotInTheHistory() throws Exception {
    KpiHistory history = fresh();
    Path state = temp.resolve("state");
    try (Ledger ledger = open(state, history)) {
      Files.move(state, temp.resolve("elsewhere"));
      Files.writeString(state, "a file where the folder was");

      assertThat(ledger.record(List.of(call("a", 0, "completed").entry()))).isFalse();
    }
    assertThat(value(history, "calls")).isEmpty();
  }

  @Test
  void lateFactsCountInTheHourOfTheirCall() {
    KpiHistory history = fresh();
    history.add(KpiEntries.call("a", DAY, "completed").entry());
    history.add(
        KpiEntries.late("csat", "a", DAY)
            .with("csat_score", 4)
            .countedAt(DAY.plus(Duration.ofDays(3)))
            .entry());

    List<KpiRow> rows = history.rows(query(List.of("hour")));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).labels()).containsEntry("hour", "2026-03-02T00:00:00Z");
    assertThat(value(rows.get(0), "csat_mean@v1")).hasValue(4);
    assertThat(value(rows.get(0), "calls@v1")).hasValue(1);
  }

  @Test
  void aCallThatClaimsToEndInTheFutureCountsWhenItWasCounted() {
    KpiHistory history = fresh();
    history.add(
        KpiEntries.call("a", Instant.parse("2099-01-01T00:00:00Z"), "completed")
            .countedAt(DAY)
            .entry());

    assertThat(history.rows(query(List.of("day"))).get(0).labels())
        .containsEntry("day", DAY.toString());
  }

  @Test
  void abandonedCallsAreNotInTheHandleTime() {
    KpiHistory history = fresh();
    history.add(call("a", 0, "completed").with("duration_seconds", 100).entry());
    history.add(call("b", 0, "abandoned").with("duration_seconds", 4).entry());
    history.add(call("c", 0, "error").with("duration_seconds", 20).entry());
    history.add(call("d", 0, "completed").entry());

    assertThat(figure(history, "aht_seconds").value()).hasValue(60);
    assertThat(figure(history, "aht_seconds").n()).isEqualTo(2);
  }

  @Test
  void aRatioBelowItsMinimumIsAbsentAndShowsItsNumber() {
    KpiHistory history = fresh();
    for (int i = 0; i < 9; i++) {
      history.add(call("a" + i, 0, i < 3 ? "transferred" : "completed").entry());
    }
    KpiValue few = figure(history, "transfer_rate");
    assertThat(few.value()).isEmpty();
    assertThat(few.n()).isEqualTo(9);
    assertThat(few.absentBecause()).isEqualTo("there are only 9 calls, and 10 are needed");

    history.add(call("b", 0, "completed").entry());
    assertThat(figure(history, "transfer_rate").value()).hasValue(0.3);
    assertThat(figure(history, "containment_rate").value()).hasValue(0.7);
  }

  @Test
  void aCallOfWhichItIsNotKnownWhetherItWasTransferredIsInNeitherPart() {
    KpiHistory history = fresh();
    for (int i = 0; i < 10; i++) {
      history.add(call("known" + i, 0, "completed").entry());
    }
    history.add(call("silent", 0, "unknown").entry());
    history.add(call("told", 0, "unknown").with("end_total", 1, "transferred").entry());
    history.add(call("flagged", 0, "completed").traits(CallTraits.TRANSFERRED).entry());

    assertThat(figure(history, "transfer_rate").n()).isEqualTo(12);
    assertThat(figure(history, "transfer_rate").value()).hasValue(2.0 / 12);
  }

  @Test
  void costsAreNeverMixed() {
    KpiHistory history = fresh();
    history.add(call("a", 0, "completed").with("duration_seconds", 120).entry());
    history.add(
        KpiEntries.late("cost", "a", at(0))
            .with("cost_total", 0.2, "llm", "USD")
            .with("cost_total", 0.5, "total", "USD")
            .with("cost_total", 0.1, "transport", "EUR")
            .entry());
    history.add(call("b", 0, "completed").with("duration_seconds", 60).entry());

    List<KpiValue> costs =
        history.rows(query(List.of())).get(0).values().stream()
            .filter(value -> value.kpi().name().equals("cost_per_call"))
            .toList();
    assertThat(costs).extracting(value -> value.kpi().unit().label()).containsExactly("EUR", "USD");
    assertThat(costs)
        .extracting(KpiValue::value)
        .containsExactly(OptionalDouble.of(0.1), OptionalDouble.of(0.5));
    assertThat(
            history.rows(query(List.of())).get(0).values().stream()
                .filter(value -> value.kpi().name().equals("cost_per_minute"))
                .filter(value -> value.kpi().unit().label().equals("USD"))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble())
        .isCloseTo(0.5 / 1.5, Offset.offset(1e-12));
  }

  @Test
  void aModelThatHearsTheCallerHasNoWordErrors() {
    KpiHistory history = fresh();
    history.add(
        call("heard", 0, "completed")
            .with("wer_ratio", 0.9)
            .traits(CallTraits.SPEECH_TO_SPEECH)
            .entry());
    history.add(call("long", 0, "completed").with("wer_ratio", 0.1).weight(90).entry());
    history.add(call("short", 0, "completed").with("wer_ratio", 0.3).weight(10).entry());

    assertThat(figure(history, "wer").value().getAsDouble())
        .isCloseTo((0.1 * 90 + 0.3 * 10) / 100, Offset.offset(1e-12));
    assertThat(figure(history, "wer").n()).isEqualTo(2);
    assertThat(figure(history, "wer_mean").value()).hasValue(0.2);
  }

  @Test
  void resolutionByRepeatIsPendingUntilAWeekHasPassed() {
    KpiHistory history = fresh();
    for (int i = 0; i < 20; i++) {
      history.add(call("a" + i, i, "completed").from(i % 10).entry());
    }
    clock = at(0).plus(Duration.ofDays(7));
    KpiValue pending = figure(history, "fcr_repeat_rate");
    assertThat(pending.value()).isEmpty();
    assertThat(pending.absentBecause()).startsWith("pending");

    clock = at(60).plus(Duration.ofDays(7));
    assertThat(figure(history, "fcr_repeat_rate").value()).hasValue(0.5);
    assertThat(figure(history, "fcr_repeat_rate").n()).isEqualTo(20);
    assertThat(figure(history, "containment_no_callback_24h_rate").value()).hasValue(0.5);
    assertThat(figure(history, "repeat_call_rate").absentBecause())
        .isEqualTo("the callers of the 7 days before are not known");
  }

  @Test
  void aForgottenCallIsNotFollowedAnyMore() throws Exception {
    KpiHistory history = fresh();
    try (Ledger ledger = open(history)) {
      ledger.record(
          List.of(
              call("kept", 0, "completed").from(7).entry(),
              call("gone", 1, "completed").from(7).entry()));
      ledger.forget(Set.of(Mark.Once.call("gone"), Mark.Once.call("kept")));
      ledger.record(List.of(call("next", 2, "completed").from(7).entry()));
    }
    KpiHistory restored = fresh();
    open(restored).close();

    assertThat(figure(restored, "calls").value()).hasValue(3);
    assertThat(figure(restored, "fcr_repeat_rate").n())
        .as("the calls that were forgotten after a week are still counted as followed")
        .isEqualTo(1);
  }

  @Test
  void aStateWithoutAHistoryBeginsNowAndSaysSo() {
    KpiHistory history = fresh();
    history.restore(List.of());
    assertThat(history.since()).isEqualTo(NOW);

    history.add(call("a", 0, "completed").entry());
    clock = NOW.plus(Duration.ofDays(1));
    assertThat(history.since()).as("the call ended before").isEqualTo(NOW);

    KpiHistory again = fresh();
    again.restore(history.blocks());
    assertThat(again.since()).isEqualTo(NOW);
    assertThat(all(again)).isEqualTo(all(history));
  }

  @Test
  void blocksOfALaterVersionAreLeftAlone() {
    KpiHistory history = fresh();
    history.restore(List.of(new byte[] {99, 1, 2, 3}));
    assertThat(history.since()).isEqualTo(NOW);
    KpiHistory damaged = fresh();
    damaged.restore(List.of(new byte[] {1}));
    assertThat(damaged.since()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 60_000})
  void beyondItsMemoryTheOldestHoursBecomeDaysAndThenGo(int mostBytes) {
    clock = DAY.plus(Duration.ofDays(200));
    KpiHistory small = new KpiHistory(() -> clock, KpiMeter.NONE, mostBytes, 100);
    KpiHistory large = fresh();
    Random random = new Random(4);
    for (int hour = 0; hour < 24 * 40; hour++) {
      for (int i = 0; i < 2; i++) {
        Entry call =
            call("h" + hour + "-" + i, 60 * hour, "completed")
                .of("pipeline" + i, "p", "m")
                .with("duration_seconds", 30 + random.nextInt(100))
                .with("response_latency_seconds", 0.2 + random.nextDouble())
                .entry();
        small.add(call);
        large.add(call);
      }
    }
    assertThat(all(small)).isNotEmpty();
    assertThat(small.bytes()).isLessThan(mostBytes + 30_000);
    Instant since = small.since();
    Instant hourly = small.hourlySince();
    assertThat(hourly).isAfterOrEqualTo(since).isAfter(DAY);
    assertThat(small.rows(new KpiQuery(since, clock, List.of("day"), Map.of())))
        .isEqualTo(large.rows(new KpiQuery(since, clock, List.of("day"), Map.of())));
    assertThat(small.rows(new KpiQuery(hourly, clock, List.of("hour"), Map.of())))
        .isEqualTo(large.rows(new KpiQuery(hourly, clock, List.of("hour"), Map.of())));
    assertThat(small.rows(new KpiQuery(since, hourly.plusNanos(1), List.of("hour"), Map.of())))
        .as("a gap")
        .hasSizeLessThanOrEqualTo(1);
    KpiHistory restored = new KpiHistory(() -> clock, KpiMeter.NONE, mostBytes, 100);
    restored.restore(small.blocks());
    assertThat(all(restored)).isEqualTo(all(small));
    assertThat(restored.since()).isEqualTo(since);
  }

  @Test
  void severalQuestionsAtOnceGetTheAnswerOfEach() {
    clock = DAY.plus(Duration.ofDays(200));
    KpiHistory history = new KpiHistory(() -> clock, KpiMeter.NONE, 60_000, 100);
    Random random = new Random(9);
    for (int hour = 0; hour < 24 * 40; hour++) {
      history.add(
          call("q" + hour, 60 * hour, hour % 7 == 0 ? "error" : "completed")
              .of("pipeline" + hour % 3, "p", "m")
              .with("response_latency_seconds", 0.2 + random.nextDouble())
              .with("cost_total", random.nextDouble(), "total", "USD")
              .entry());
    }
    Instant to = DAY.plus(Duration.ofDays(40));
    Instant from = to.minus(Duration.ofDays(15));
    List<KpiQuery> questions =
        List.of(
            new KpiQuery(from, to, List.of("day"), Map.of()),
            new KpiQuery(from, to, List.of("hour_of_week"), Map.of()),
            new KpiQuery(from.minus(Duration.ofDays(15)), from, List.of(), Map.of()),
            new KpiQuery(
                from, to, List.of("pipeline_name", "day"), Map.of("pipeline_name", "pipeline1")),
            new KpiQuery(DAY.minus(Duration.ofDays(9)), DAY, List.of(), Map.of()),
            new KpiQuery(from, to, List.of(), Map.of()));

    List<List<KpiRow>> answers = history.rows(questions);

    assertThat(answers).isEqualTo(questions.stream().map(history::rows).toList());
    assertThat(answers.get(0)).hasSize(15);
    assertThat(answers.get(4)).hasSize(1);
  }

  @Test
  void ninetyDaysWithCallsAreKept() {
    clock = DAY.plus(Duration.ofDays(400));
    KpiHistory history = fresh();
    for (int day = 0; day < 120; day++) {
      history.add(call("d" + day, 2 * day * 1_440, "completed").entry());
    }
    assertThat(figure(history, "calls").value()).hasValue(90);
    history.add(call("old", 0, "completed").entry());
    assertThat(figure(history, "calls").value()).hasValue(90);
    assertThat(history.since()).isEqualTo(DAY.plus(Duration.ofDays(2 * 29 + 1)));
  }

  @Test
  void tooManyGroupsAreRefused() {
    KpiHistory history = fresh();
    for (int i = 0; i <= KpiGroups.MOST_ROWS; i++) {
      history.add(call("a" + i, 0, "completed").of("p" + i, "x", "y").entry());
    }
    assertThatThrownBy(() -> history.rows(query(List.of("pipeline_name"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5001 groups");
  }

  private static Instant at(int minutes) {
    return DAY.plus(Duration.ofMinutes(minutes));
  }

  private static KpiEntries call(String id, int minutes, String outcome) {
    return KpiEntries.call(id, at(minutes), outcome);
  }

  static List<Entry> randomCalls(Random random, int count) {
    List<Entry> entries = new ArrayList<>();
    String[] outcomes = {"completed", "completed", "transferred", "abandoned", "error", "unknown"};
    for (int i = 0; i < count; i++) {
      int minutes = i * 97 + random.nextInt(90);
      KpiEntries call =
          call("call-" + i, minutes, outcomes[random.nextInt(outcomes.length)])
              .of("pipeline" + random.nextInt(3), "p", "m")
              .with("duration_seconds", random.nextInt(3_000) / 8.0)
              .with("turns_total", random.nextInt(20))
              .with("tokens_total", random.nextInt(5_000), "input");
      for (int turn = random.nextInt(6); turn > 0; turn--) {
        call.with("response_latency_seconds", Math.exp(random.nextGaussian() * 0.6));
      }
      if (random.nextBoolean()) {
        call.from(random.nextInt(40));
      }
      entries.add(call.entry());
      if (random.nextInt(4) == 0) {
        entries.add(
            KpiEntries.late("csat", "call-" + i, at(minutes))
                .of("pipeline0", "p", "m")
                .with("csat_score", 1 + random.nextInt(5))
                .countedAt(at(minutes + random.nextInt(3_000)))
                .entry());
      }
    }
    return entries;
  }

  private Ledger open(KpiHistory history) throws Exception {
    return open(temp, history);
  }

  private static Ledger open(Path state, KpiHistory history) throws Exception {
    return Ledger.open(
        state,
        OFTEN,
        new Ledger.Kept(new MemoryTotals(), Notes.NONE, history, LedgerMeter.NONE),
        UnaryOperator.identity());
  }

  private KpiQuery query(List<String> by) {
    return new KpiQuery(
        DAY.minus(Duration.ofDays(1)), clock.plus(Duration.ofDays(1)), by, Map.of());
  }

  private List<KpiRow> all(KpiHistory history) {
    return history.rows(query(List.of("hour", "pipeline_name")));
  }

  /** Sums depend on the order in the last digits. */
  private static List<String> rounded(List<KpiRow> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, String> values = new TreeMap<>();
              row.values()
                  .forEach(
                      value ->
                          values.put(
                              value.kpi().id(),
                              value.n()
                                  + " "
                                  + value.absentBecause()
                                  + value.value().stream()
                                      .mapToObj(
                                          number -> String.format(Locale.ROOT, "%.9f", number))
                                      .toList()));
              return row.labels() + " " + values;
            })
        .toList();
  }

  private KpiValue figure(KpiHistory history, String name) {
    return history.rows(query(List.of())).get(0).values().stream()
        .filter(value -> value.kpi().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private OptionalDouble value(KpiHistory history, String name) {
    return figure(history, name).value();
  }

  private static OptionalDouble value(KpiRow row, String id) {
    Optional<KpiValue> found =
        row.values().stream().filter(value -> value.kpi().id().equals(id)).findFirst();
    return found.orElseThrow().value();
  }
}
