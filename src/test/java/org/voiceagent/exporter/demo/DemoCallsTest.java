package org.voiceagent.exporter.demo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.demo.Scenario.Mood;

final class DemoCallsTest {
  private static final Instant START = Instant.parse("2025-10-26T03:27:30.123Z");

  private final DemoContent content = DemoContent.load();
  private final SnapshotYaml snapshots = new SnapshotYaml();

  @Test
  void sameSeedAndIndexGiveTheSameBytes() {
    DemoCalls once = new DemoCalls(7, content);
    DemoCalls again = new DemoCalls(7, DemoContent.load());

    for (long index : new long[] {199, 0, 42, 1, 100_000}) {
      assertThat(FilePlan.of(again.call(index), START, new SnapshotYaml()))
          .isEqualTo(FilePlan.of(once.call(index), START, snapshots));
    }
  }

  @Test
  void onlyTimesAndIdsDependOnTheStart() {
    DemoCalls calls = new DemoCalls(7, content);
    for (long index = 0; index < 100; index++) {
      DemoCall call = calls.call(index);
      Instant later = START.plus(Duration.ofDays(3));

      assertThat(timeless(call, later)).isEqualTo(timeless(call, START));
    }
  }

  @Test
  void anotherSeedGivesOtherCalls() {
    Set<DemoCall.CallSetup> ofOne = castings(new DemoCalls(1, content), 50);
    Set<DemoCall.CallSetup> ofTwo = castings(new DemoCalls(2, content), 50);

    assertThat(ofTwo).isNotEqualTo(ofOne);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 42, -7})
  void theFirstTwoHundredCallsShowEverything(long seed) {
    List<DemoCall> calls = calls(new DemoCalls(seed, content), 200);

    assertThat(calls.stream().map(call -> call.setup().scenario()).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(content.scenarios());
    assertThat(calls.stream().map(call -> call.setup().profile()).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(content.profiles());
    assertThat(calls.stream().map(call -> call.setup().incident()).collect(toSet()))
        .containsExactlyInAnyOrder(Incident.values());
    assertThat(calls.stream().map(call -> call.setup().style()).collect(toSet()))
        .containsExactlyInAnyOrder(WritingStyle.values());
    assertThat(calls.stream().map(call -> call.setup().config().settings()).collect(toSet()))
        .containsExactlyInAnyOrder(Settings.values());
    assertThat(calls.stream().map(call -> call.setup().scenario().mood()).collect(toSet()))
        .containsExactlyInAnyOrder(Mood.values());
    assertThat(calls).anyMatch(call -> !call.measurements().leavesSummary());
    assertThat(calls).anyMatch(call -> !call.setup().streams());
    assertThat(calls).anyMatch(call -> call.bargeIns() > 0);
    long scored = calls.stream().filter(c -> c.measurements().sentiment().isPresent()).count();
    assertThat(scored).as("calls scored by the engine").isBetween(20L, 90L);
  }

  @Test
  void oneCallInEightIsWrittenCarelessly() {
    assertThat(calls(new DemoCalls(5, content), 800))
        .filteredOn(call -> call.setup().style() != WritingStyle.TIDY)
        .hasSize(100);
  }

  @Test
  void answersAreAsFastAsTheirProviderIs() {
    for (DemoCall call : calls(new DemoCalls(3, content), 400)) {
      if (call.setup().incident() == Incident.NONE) {
        List<Integer> usual = call.setup().profile().turnMs();
        assertThat(call.latenciesMs()).allMatch(ms -> ms >= usual.get(0) && ms <= usual.get(1));
      }
    }
  }

  @Test
  void aHigherLowWatermarkIsHitLessOften() {
    List<DemoCall> jittery =
        calls(new DemoCalls(3, content), 2_000).stream()
            .filter(call -> call.setup().incident() == Incident.LOW_WATERMARK)
            .toList();

    assertThat(hitsPerMinute(jittery, 160)).isLessThan(0.7 * hitsPerMinute(jittery, 80));
    assertThat(hitsPerMinute(jittery, 80)).isGreaterThan(4);
  }

  @Test
  void linesFollowEachOtherInTimeAndStayWithinTheCall() {
    for (DemoCall call : calls(new DemoCalls(11, content), 200)) {
      int before = 0;
      for (DemoCall.Utterance utterance : call.utterances()) {
        assertThat(utterance.atMs()).isBetween(before, call.durationMs());
        assertThat(utterance.text()).doesNotContain("{").doesNotContain("}");
        before = utterance.atMs();
      }
    }
  }

  @Test
  void aPipelineHasOnlyAFewDistinctSnapshots() {
    List<DemoCall> calls = calls(new DemoCalls(1, content), 1_000);
    for (EngineProfile profile : content.profiles()) {
      Set<String> texts =
          calls.stream()
              .map(DemoCall::setup)
              .filter(setup -> setup.profile().equals(profile))
              .map(snapshots::text)
              .collect(toSet());
      assertThat(texts).hasSizeBetween(2, 10).noneMatch(text -> text.contains("@"));
    }
  }

  @Test
  void everyTroubleHasItsScenario() {
    assertThat(Arrays.asList(Incident.values()))
        .allSatisfy(
            incident ->
                assertThat(content.scenarios()).anyMatch(scenario -> scenario.suits(incident)));
  }

  /** The text of each file, with the id and all times masked. */
  private Map<String, String> timeless(DemoCall call, Instant start) {
    Map<String, String> files = new TreeMap<>();
    FilePlan.of(call, start, snapshots)
        .forEach(step -> files.merge(step.file(), step.text(), String::concat));
    files.replaceAll(
        (file, text) ->
            text.replace(call.id(start), "ID")
                .replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+", "TIME")
                .replaceAll("17[0-9]{8}\\.?[0-9]{0,3}", "TIME"));
    return files;
  }

  private static double hitsPerMinute(List<DemoCall> calls, int lowWatermarkMs) {
    List<DemoCall> some =
        calls.stream()
            .filter(call -> call.setup().config().settings().lowWatermarkMs() == lowWatermarkMs)
            .toList();
    double hits =
        some.stream().mapToInt(call -> call.measurements().streaming().lowWatermarkHits()).sum();
    return hits / some.stream().mapToDouble(call -> call.durationMs() / 60_000.0).sum();
  }

  private static Set<DemoCall.CallSetup> castings(DemoCalls calls, int number) {
    return calls(calls, number).stream().map(DemoCall::setup).collect(toSet());
  }

  private static List<DemoCall> calls(DemoCalls calls, int number) {
    return LongStream.range(0, number).mapToObj(calls::call).toList();
  }
}
