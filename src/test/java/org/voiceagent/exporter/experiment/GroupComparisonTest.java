package org.voiceagent.exporter.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.GroupComparison.Compared;
import org.voiceagent.exporter.experiment.GroupComparison.Finding;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;

final class GroupComparisonTest {
  private static CallSelection selection(String text) {
    return CallSelection.parse(text).orElseThrow();
  }

  private static Compared of(GroupComparison comparison, Measure measure) {
    return comparison.measures().stream()
        .filter(one -> one.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static GroupComparison settings(List<Observation> calls) {
    String field = SimulatedCalls.FIELD;
    return GroupComparison.of(calls, selection(field + "=80"), selection(field + "=120"));
  }

  @Test
  void aFasterConfigurationIsFoundBetterWithAnIntervalBelowZero() {
    GroupComparison comparison =
        settings(
            new SimulatedCalls(1, 0.3)
                .add(400, "80", Quality.USUAL)
                .add(400, "120", Quality.USUAL.latency(0.7))
                .calls());

    Compared latency = of(comparison, Measure.RESPONSE_LATENCY_MS);
    assertThat(latency.finding()).isEqualTo(Finding.BETTER);
    assertThat(latency.effect().orElseThrow().high()).isNegative();
    assertThat(latency.before()).isEqualTo(400);
    assertThat(of(comparison, Measure.FIRST_FRAME_MS).finding())
        .isEqualTo(Finding.NOT_ENOUGH_CALLS);
    assertThat(comparison.confounders()).isEmpty();
  }

  @Test
  void groupsThatDoNotDifferAreSeldomFoundDifferent() {
    int found = 0;
    for (long seed = 0; seed < 60; seed++) {
      GroupComparison comparison =
          settings(
              new SimulatedCalls(seed, 0.3)
                  .add(200, "80", Quality.USUAL)
                  .add(200, "120", Quality.USUAL)
                  .calls());
      boolean any =
          comparison.measures().stream()
              .anyMatch(one -> one.finding() == Finding.BETTER || one.finding() == Finding.WORSE);
      found += any ? 1 : 0;
    }

    assertThat(found).isLessThanOrEqualTo(6);
  }

  @Test
  void tooFewCallsAreNotCompared() {
    GroupComparison comparison =
        settings(
            new SimulatedCalls(1, 0)
                .add(200, "80", Quality.USUAL)
                .add(24, "120", Quality.USUAL.latency(5))
                .calls());

    assertThat(comparison.callsAfter()).isEqualTo(24);
    assertThat(comparison.measures())
        .allSatisfy(one -> assertThat(one.finding()).isEqualTo(Finding.NOT_ENOUGH_CALLS));
  }

  @Test
  void whatElseDiffersIsSaid() {
    List<Observation> calls =
        new SimulatedCalls(1, 0)
            .add(100, Map.of("a", "1"), "4.2.0", 1, Quality.USUAL)
            .add(100, Map.of("a", "2"), "4.3.0", 2, Quality.USUAL)
            .calls();

    assertThat(GroupComparison.of(calls, selection("a=1"), selection("a=2")).confounders())
        .contains("the engine's version changed", "another key of the configuration changed");
  }

  @Test
  void aCallInBothSelectionsIsInNeitherGroup() {
    List<Observation> calls = new SimulatedCalls(1, 0).add(50, "80", Quality.USUAL).calls();
    Instant middle = calls.get(20).endedAt();

    GroupComparison comparison =
        GroupComparison.of(
            calls, selection(".." + middle), selection(SimulatedCalls.FIELD + "=80"));
    assertThat(comparison.callsBefore()).isZero();
    assertThat(comparison.callsAfter()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02..2026-03-03, 50",
    "2026-03-03..2026-03-04, 0",
    "..2026-03-03, 50",
    "2026-03-02T08:30:00Z.., 30",
    "engine_version=4.3.0, 50",
    "engine_version=4.2.0, 0",
    "pipeline_name=local_hybrid, 50",
    "provider_id=local, 50",
    "model_variant=other, 0",
    "streaming.low_watermark_ms=80, 50",
    "no.such.key=80, 0",
    "'engine_version=4.3.0, 2026-03-02T08:30:00Z..', 30"
  })
  void selectionsChooseCalls(String text, int calls) {
    assertThat(
            new SimulatedCalls(1, 0)
                .add(50, "80", Quality.USUAL).calls().stream().filter(selection(text)::contains))
        .hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "x", "2026-13-01..", "2026-03-03..2026-03-02", "=1", "a=1,", "1d..2d"})
  void whatIsNoSelectionIsNotRead(String text) {
    assertThat(CallSelection.parse(text)).isEmpty();
  }
}
