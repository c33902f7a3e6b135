package org.voiceagent.exporter.callindex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Notes;
import org.voiceagent.exporter.ledger.Projection;
import org.voiceagent.exporter.testing.KpiEntries;
import org.voiceagent.exporter.testing.MemoryTotals;

final class CallIndexTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-02T00:00:00Z"));
  private static final Instant ENDED = Instant.parse("2026-03-01T10:00:00.250Z");

  private final CallIndex index = index(100_000);

  @Test
  void aCallIsListedAsItsEntrySaysIt() {
    index.add(
        KpiEntries.call("1761449250.2163", ENDED, "error")
            .with("end_total", 1, "silence")
            .with("duration_seconds", 45.9)
            .with("turns_total", 7)
            .with("response_latency_seconds", 0.82)
            .with("response_latency_seconds", 1.43)
            .with("dead_air_seconds_total", 3.5, "caller")
            .with("dead_air_seconds_total", 1.25, "agent")
            .with("sentiment_total", 1, "negative")
            .advised("talk_over", "turns.min_ms", "warning")
            .entry());

    assertThat(newest(10))
        .containsExactly(
            new ListedCall(
                new CallId("1761449250.2163"),
                ENDED,
                ENDED.plusSeconds(1),
                new LabelSet("local_hybrid", "openai", "gpt-4o"),
                Outcome.ERROR,
                EndReason.SILENCE,
                OptionalDouble.of(45.9),
                OptionalInt.of(7),
                OptionalDouble.of(1_430),
                OptionalDouble.of(4.75),
                OptionalDouble.empty(),
                Optional.of(SentimentBand.NEGATIVE),
                List.of(new ListedCall.Advised("talk_over", "turns.min_ms", "warning"))));
    assertThat(newest(1).get(0).trouble()).isEqualTo(50 + 15 + 15 + 0 + 5);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    index.add(KpiEntries.call("bare", ENDED, "unknown").entry());

    ListedCall bare = newest(1).get(0);
    assertThat(bare.durationSeconds()).isEmpty();
    assertThat(bare.turns()).isEmpty();
    assertThat(bare.longestWaitMs()).isEmpty();
    assertThat(bare.deadAirSeconds()).isEmpty();
    assertThat(bare.sentiment()).isEmpty();
    assertThat(bare.sentimentBand()).isEmpty();
    assertThat(bare.endReason()).isEqualTo(EndReason.UNKNOWN);
    assertThat(bare.trouble()).isZero();
  }

  @Test
  void lateFactsEventsAndSimulatedCallsAreNoCallsOfTheList() {
    index.add(KpiEntries.late("csat", "rated", ENDED).with("csat_score", 4).entry());
    index.add(
        new Entry(
            Mark.Once.call("simulated"),
            ENDED,
            ENDED,
            Optional.of("simulated"),
            List.of(
                new Change.Add("voice_agent_exporter_sessions_simulated_total", List.of(), 1))));

    assertThat(newest(10)).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void aClockThatIsAheadDoesNotPutACallFirstForever() {
    Instant counted = ENDED.plusSeconds(5);
    index.add(
        KpiEntries.call("ahead", Instant.parse("2099-01-01T00:00:00Z"), "completed")
            .countedAt(counted)
            .entry());
    index.add(KpiEntries.call("later", counted.plusSeconds(1), "completed").entry());

    assertThat(ids(newest(10))).containsExactly("later", "ahead");
  }

  @ParameterizedTest
  @EnumSource(CallOrder.class)
  void pagesPutTogetherAreTheWholeListInItsOrder(CallOrder order) {
    List<Entry> entries = new RandomListedCalls(7).entries(3_000);
    entries.forEach(index::add);
    List<ListedCall> expected = new ArrayList<>(all());
    expected.sort(
        comparing(order)
            .thenComparing(Comparator.comparing(ListedCall::endedAt).reversed())
            .thenComparing(call -> call.id()));

    assertThat(ids(pages(CallFilter.ALL, order, 37))).isEqualTo(ids(expected));
  }

  @Test
  void aPageDoesNotShiftWhileCallsArrive() {
    new RandomListedCalls(1).entries(500).forEach(index::add);
    CallMatches first =
        index.find(new CallQuery(CallFilter.ALL, CallOrder.NEWEST, Optional.empty(), 50));
    CallQuery second =
        new CallQuery(CallFilter.ALL, CallOrder.NEWEST, Optional.of(first.cursors().get(49)), 50);
    List<ListedCall> before = index.find(second).calls();

    for (int i = 0; i < 200; i++) {
      index.add(KpiEntries.call("new-" + i, ENDED.plusSeconds(i), "completed").entry());
    }

    assertThat(index.find(second).calls()).isEqualTo(before);
    index.forget(Set.of(first.calls().get(49).id().value()));
    assertThat(index.find(second).calls()).as("its position outlives the call").isEqualTo(before);
  }

  @Test
  void filtersFindWhatALookAtEveryCallFindsAndFacetsCountIt() {
    new RandomListedCalls(42).entries(4_000).forEach(index::add);
    Instant from = RandomListedCalls.START.plusSeconds(1_000);
    Instant to = RandomListedCalls.START.plusSeconds(7_000);
    List<Map<Facet, String>> chosen =
        List.of(
            Map.of(),
            Map.of(Facet.OUTCOME, "error"),
            Map.of(Facet.PIPELINE_NAME, "pipeline2", Facet.SENTIMENT, "very_negative"),
            Map.of(Facet.SENTIMENT, "unknown", Facet.END_REASON, "caller_hangup"),
            Map.of(Facet.ADVICE, "any", Facet.PROVIDER_ID, "provider1"),
            Map.of(Facet.ADVICE, "none", Facet.MODEL_VARIANT, "model5"),
            Map.of(Facet.ADVICE, "talk_over"),
            Map.of(Facet.PIPELINE_NAME, "no such pipeline"));
    for (Map<Facet, String> facets : chosen) {
      CallFilter filter =
          new CallFilter(Optional.of(from), Optional.of(to), facets, OptionalDouble.of(900));
      CallMatches found =
          index.find(new CallQuery(filter, CallOrder.NEWEST, Optional.empty(), 5_000));
      List<ListedCall> inTime =
          all().stream()
              .filter(call -> !call.endedAt().isBefore(from) && call.endedAt().isBefore(to))
              .filter(call -> call.longestWaitMs().orElse(0) > 900)
              .toList();
      assertThat(found.calls())
          .as("%s", facets)
          .containsExactlyInAnyOrderElementsOf(inTime.stream().filter(passes(facets)).toList());
      assertThat(found.matching()).isEqualTo(found.calls().size());
      assertThat(found.listed()).isEqualTo(4_000);
      for (Facet facet : Facet.values()) {
        Map<Facet, String> others =
            facets.entrySet().stream()
                .filter(one -> one.getKey() != facet)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, Integer> expected =
            inTime.stream()
                .filter(passes(others))
                .flatMap(call -> values(facet, call))
                .collect(Collectors.toMap(value -> value, value -> 1, Integer::sum));
        assertThat(
                found.facets().get(facet).stream()
                    .collect(Collectors.toMap(CallMatches.Count::value, CallMatches.Count::calls)))
            .as("%s of %s", facet, facets)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theListSurvivesARestart() {
    new RandomListedCalls(3).entries(2_500).forEach(index::add);
    List<ListedCall> before = all();

    CallIndex again = index(100_000);
    again.restore(index.blocks());

    assertThat(all(again)).isEqualTo(before);
    assertThat(again.isIncomplete()).isFalse();
    assertThat(again.find(everything()).since()).isEmpty();
    CallIndex thirdStart = index(100_000);
    thirdStart.restore(again.blocks());
    assertThat(all(thirdStart)).isEqualTo(before);
  }

  @Test
  void aStateOfAnEarlierVersionGivesAListThatSaysSinceWhenItIsComplete() {
    index.restore(List.of());
    Entry earlier = KpiEntries.call("earlier", ENDED, "completed").entry();
    index.addEarlier(earlier);
    index.addEarlier(earlier);

    assertThat(ids(all())).containsExactly("earlier");
    assertThat(index.isIncomplete()).isTrue();
    assertThat(index.find(everything()).since()).contains(CLOCK.instant());
    CallIndex again = index(100);
    again.restore(index.blocks());
    assertThat(again.isIncomplete()).isTrue();
  }

  @Test
  void theLedgerKeepsEveryCallOnceOverRestartsAndCompactions(@TempDir Path state) throws Exception {
    List<Entry> entries = new RandomListedCalls(12).entries(1_500);
    CallIndex last = index;
    for (int start = 0; start < 5; start++) {
      CallIndex listed = index(100_000);
      try (Ledger ledger = open(state, listed)) {
        for (Entry entry : entries.subList(start * 300, start * 300 + 300)) {
          assertThat(ledger.record(List.of(entry))).isTrue();
        }
        ledger.forget(Set.of((Mark.Once) entries.get(start).mark()));
      }
      last = listed;
    }
    CallIndex reopened = index(100_000);
    open(state, reopened).close();

    List<String> expected =
        entries.stream().skip(5).map(one -> one.origin().orElseThrow()).toList();
    assertThat(ids(all(last))).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(all(reopened)).isEqualTo(all(last));
    assertThat(reopened.isIncomplete()).isFalse();
  }

  private static Ledger open(Path state, CallIndex listed) throws Exception {
    return Ledger.open(
        state,
        new LedgerSettings(20_000, 90, 2_000_000, 0),
        new Ledger.Kept(
            new MemoryTotals(),
            Notes.NONE,
            Projection.named(Map.of("calls", listed)),
            LedgerMeter.NONE),
        UnaryOperator.identity());
  }

  @Test
  void damagedBlocksCostTheListAndNotTheStart() {
    new RandomListedCalls(3).entries(100).forEach(index::add);
    List<byte[]> blocks = new ArrayList<>();
    index.blocks().forEach(blocks::add);
    blocks.set(blocks.size() - 1, new byte[] {5, 1});

    CallIndex again = index(100);
    again.restore(blocks);

    assertThat(again.size()).isZero();
    assertThat(again.isIncomplete()).isTrue();
    again.add(KpiEntries.call("next", ENDED, "completed").entry());
    assertThat(again.size()).isEqualTo(1);
  }

  @Test
  void theOldestCallsGoWhenThereAreTooMany() {
    CallIndex small = index(1_000);
    List<Entry> entries = new RandomListedCalls(5).entries(9_000);
    Collections.shuffle(entries, new Random(1));
    entries.forEach(small::add);

    List<String> newestFirst =
        entries.stream()
            .sorted(Comparator.comparing(Entry::at).reversed())
            .map(entry -> entry.origin().orElseThrow())
            .toList();
    assertThat(small.size()).isBetween(900, 2_000);
    assertThat(new HashSet<>(ids(all(small)))).containsAll(newestFirst.subList(0, 900));
    Instant since = small.find(everything()).since().orElseThrow();
    assertThat(all(small)).allMatch(call -> !call.endedAt().isBefore(since));
  }

  @Test
  void callsThatAllEndAtTheSameTimeAreBoundedToo() {
    CallIndex small = index(1_000);
    IntStream.range(0, 10_000)
        .forEach(i -> small.add(KpiEntries.call("c" + i, ENDED, "completed").entry()));

    assertThat(small.size()).isBetween(1_000, 2_000);
    assertThat(ids(all(small))).contains("c9999").doesNotContain("c0");
  }

  @Test
  void aForgottenCallIsGoneAndAllOthersStay() {
    List<Entry> entries = new RandomListedCalls(9).entries(2_100);
    entries.forEach(index::add);
    String gone = entries.get(1_050).origin().orElseThrow();

    index.forget(Set.of(gone, "never-there"));

    assertThat(index.find(new CallId(gone))).isEmpty();
    assertThat(index.size()).isEqualTo(2_099);
    assertThat(all()).hasSize(2_099);
  }

  @Test
  void theCallBeforeIsOfTheSamePipeline() {
    index.add(KpiEntries.call("a1", ENDED, "completed").of("a", "p", "m").entry());
    index.add(KpiEntries.call("b1", ENDED.plusSeconds(1), "completed").of("b", "p", "m").entry());
    index.add(KpiEntries.call("a2", ENDED.plusSeconds(2), "completed").of("a", "p", "m").entry());

    ListedCall last = index.find(new CallId("a2")).orElseThrow();
    ListedCall first = before(last).orElseThrow();
    assertThat(first.id().value()).isEqualTo("a1");
    assertThat(before(first)).isEmpty();
  }

  @Test
  void aHundredThousandCallsTakeEightMebibytes() {
    new RandomListedCalls(11).entries(100_000).forEach(index::add);

    assertThat(index.bytes() / index.size()).as("bytes a call").isBetween(60L, 100L);
  }

  @Test
  void endlessNewLabelsShareOneName() {
    for (int i = 0; i < Vocabulary.MOST + 50; i++) {
      index.add(KpiEntries.call("c" + i, ENDED, "completed").of("p" + i, "x", "y").entry());
    }

    CallFilter others =
        new CallFilter(
            Optional.empty(),
            Optional.empty(),
            Map.of(Facet.PIPELINE_NAME, LabelSet.OTHER),
            OptionalDouble.empty());
    assertThat(index.find(new CallQuery(others, CallOrder.NEWEST, Optional.empty(), 1)).matching())
        .isEqualTo(50);
  }

  @Test
  void cursorsOfOthersAreRefused() {
    assertThat(CallCursor.parse("-20.0~1761449296000~1761449250.2163"))
        .contains(new CallCursor(-20, 1_761_449_296_000L, new CallId("1761449250.2163")));
    for (String bad : List.of("", "~~", "1~2", "NaN~1~a", "1~x~a", "1~1~<b>", "1~1~a~b")) {
      assertThat(CallCursor.parse(bad)).as(bad).isEmpty();
    }
  }

  private Optional<ListedCall> before(ListedCall call) {
    return index.before(call.id(), call.endedAt(), call.labels().pipelineName());
  }

  private static Comparator<ListedCall> comparing(CallOrder order) {
    Comparator<OptionalDouble> unknownLast =
        Comparator.comparingDouble(one -> one.orElse(Double.MAX_VALUE));
    return switch (order) {
      case NEWEST -> Comparator.comparing(ListedCall::endedAt).reversed();
      case WORST -> Comparator.comparingInt(ListedCall::trouble).reversed();
      case WAIT -> Comparator.comparing(call -> negated(call.longestWaitMs()), unknownLast);
      case DURATION -> Comparator.comparing(call -> negated(call.durationSeconds()), unknownLast);
      case SENTIMENT -> Comparator.comparing(ListedCall::sentiment, unknownLast);
    };
  }

  private static OptionalDouble negated(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
  }

  private static Predicate<ListedCall> passes(Map<Facet, String> facets) {
    return call ->
        facets.entrySet().stream()
            .allMatch(one -> values(one.getKey(), call).anyMatch(one.getValue()::equals));
  }

  private static Stream<String> values(Facet facet, ListedCall call) {
    return switch (facet) {
      case PIPELINE_NAME -> Stream.of(call.labels().pipelineName());
      case PROVIDER_ID -> Stream.of(call.labels().providerId());
      case MODEL_VARIANT -> Stream.of(call.labels().modelVariant());
      case OUTCOME -> Stream.of(call.outcome().label());
      case SENTIMENT -> Stream.of(call.sentimentBand().map(SentimentBand::label).orElse("unknown"));
      case END_REASON -> Stream.of(call.endReason().label());
      case ADVICE ->
          Stream.concat(
                  Stream.of(call.advice().isEmpty() ? "none" : "any"),
                  call.advice().stream().map(ListedCall.Advised::key))
              .distinct();
    };
  }

  private List<ListedCall> pages(CallFilter filter, CallOrder order, int limit) {
    List<ListedCall> all = new ArrayList<>();
    Optional<CallCursor> after = Optional.empty();
    CallMatches page;
    do {
      page = index.find(new CallQuery(filter, order, after, limit));
      all.addAll(page.calls());
      after =
          Optional.of(page.cursors().get(page.cursors().size() - 1))
              .flatMap(c -> CallCursor.parse(c.text()));
    } while (page.more());
    return all;
  }

  private List<ListedCall> newest(int limit) {
    return index
        .find(new CallQuery(CallFilter.ALL, CallOrder.NEWEST, Optional.empty(), limit))
        .calls();
  }

  private static CallQuery everything() {
    return new CallQuery(CallFilter.ALL, CallOrder.NEWEST, Optional.empty(), 200_000);
  }

  private List<ListedCall> all() {
    return all(index);
  }

  private static List<ListedCall> all(CallIndex index) {
    return index.find(everything()).calls();
  }

  private static List<String> ids(List<ListedCall> calls) {
    return calls.stream().map(call -> call.id().value()).toList();
  }

  private static CallIndex index(int most) {
    return new CallIndex(most, CallNames.asTheyAre(), CLOCK);
  }
}
