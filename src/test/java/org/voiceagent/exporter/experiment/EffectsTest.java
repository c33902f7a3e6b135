package org.voiceagent.exporter.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;

final class EffectsTest {
  private static final Quality FASTER = Quality.USUAL.latency(0.7);

  @Test
  void fasterResponsesAfterTheAdvisedChangeAreHelp() {
    Effect effect =
        calls().add(200, "80", Quality.USUAL).add(200, "120", FASTER).effects(latency()).get(0);

    assertThat(effect.verdict()).isEqualTo(EffectVerdict.HELPED);
    assertThat(effect.decided()).isTrue();
    assertThat(effect.from()).contains("80");
    assertThat(effect.to()).contains("120");
    assertThat(effect.callsBefore()).isEqualTo(200);
    assertThat(effect.callsAfter()).isEqualTo(200);
    assertThat(effect.ruleKeys()).containsExactly("jitter_low_watermark");
    assertThat(effect.why())
        .startsWith("response_latency_ms went from ")
        .contains(" ms (p < 0.0001)");
    MeasureEffect latency = effect.measures().get(0);
    assertThat(latency.guard()).isFalse();
    assertThat(latency.shift()).isBetween(-450.0, -150.0);
    assertThat(latency.low()).isLessThan(latency.high()).isLessThan(-100);
    assertThat(latency.effectSize()).isBetween(-1.0, -0.3);
  }

  @Test
  void helpedIsReportedEarlyButFinalOnlyWhenHarmWouldHaveShown() {
    SimulatedCalls calls =
        calls().add(400, "80", Quality.USUAL).add(100, "120", Quality.USUAL.latency(0.5));
    Effect early = calls.effects(latency()).get(0);
    Effect late = calls.add(100, "120", Quality.USUAL.latency(0.5)).effects(latency()).get(0);

    assertThat(early.verdict()).isEqualTo(EffectVerdict.HELPED);
    assertThat(early.decided()).isFalse();
    assertThat(late.verdict()).isEqualTo(EffectVerdict.HELPED);
    assertThat(late.decided()).isTrue();
  }

  @Test
  void guardThatGetsWorseIsHarmForAnyAdvice() {
    Effect effect =
        calls()
            .add(400, "80", Quality.USUAL.hits(0.4))
            .add(400, "120", Quality.USUAL.hits(0.05).fallbacks(0.3))
            .effects(Measure.LOW_WATERMARK_HITS_PER_MINUTE)
            .get(0);

    assertThat(effect.verdict()).isEqualTo(EffectVerdict.HARMED);
    assertThat(effect.why()).startsWith("fell_back went from ").contains("% of calls");
  }

  @Test
  void withTooFewCallsTheReasonNamesHowManyMoreItTakes() {
    Effect effect =
        calls().add(300, "80", Quality.USUAL).add(20, "120", FASTER).effects(latency()).get(0);

    assertThat(effect.verdict()).isEqualTo(EffectVerdict.INCONCLUSIVE);
    assertThat(effect.decided()).isFalse();
    assertThat(effect.callsNeeded()).isPresent();
    assertThat(effect.why())
        .isEqualTo("needs about " + effect.callsNeeded().getAsInt() + " more calls");
    assertThat(effect.measures()).isEmpty();
  }

  @Test
  void neededCallsReachTheNextLookAlsoWhenTheOneHopedForFoundNothing() {
    for (int after : new int[] {20, 60, 110, 160, 210, 390}) {
      Effect effect =
          calls()
              .add(400, "80", Quality.USUAL)
              .add(after, "120", Quality.USUAL)
              .effects(latency())
              .get(0);
      if (effect.verdict() == EffectVerdict.INCONCLUSIVE) {
        int side = after + effect.callsNeeded().orElseThrow();
        assertThat(side).as("after %d calls", after).isIn(50, 100, 200, 400);
      }
    }
  }

  @Test
  void withFewCallsBeforeTheReasonSaysThatNoAnalysisIsLeft() {
    Effect effect =
        calls()
            .add(120, "80", Quality.USUAL)
            .add(110, "120", Quality.USUAL)
            .effects(latency())
            .get(0);

    assertThat(effect.verdict()).isEqualTo(EffectVerdict.INCONCLUSIVE);
    assertThat(effect.callsNeeded()).isEmpty();
    assertThat(effect.why()).isEqualTo("only 120 calls before the change can be compared");
  }

  @Test
  void stronglyAutocorrelatedCallsGetNoPromise() {
    Effect effect =
        new SimulatedCalls(11, 0.9)
            .add(400, "80", Quality.USUAL)
            .add(20, "120", FASTER)
            .effects(latency())
            .get(0);

    assertThat(effect.why())
        .isEqualTo(
            "needs about 380 more calls,"
                + " and even those may not be enough: calls vary or depend on each other too"
                + " much");
  }

  @Test
  void helpStandsWhenAnotherChangeEndsIt() {
    List<Effect> effects =
        calls()
            .add(400, "80", Quality.USUAL)
            .add(150, "120", Quality.USUAL.latency(0.5))
            .add(10, "130", Quality.USUAL.latency(0.5))
            .effects(latency());

    assertThat(effects.get(1).verdict()).isEqualTo(EffectVerdict.HELPED);
    assertThat(effects.get(1).decided()).isTrue();
  }

  @Test
  void betweenTwoLooksNothingIsLookedAt() {
    SimulatedCalls calls = calls().add(400, "80", Quality.USUAL).add(60, "120", Quality.USUAL);
    List<MeasureEffect> at60 = calls.effects(latency()).get(0).measures();
    List<MeasureEffect> at99 = calls.add(39, "120", FASTER).effects(latency()).get(0).measures();

    assertThat(at60).isNotEmpty().isEqualTo(at99);
  }

  @Test
  void anotherKeyChangedAtTheSameTimeLeavesItOpenWhichOneHelped() {
    Map<String, String> before =
        Map.of(SimulatedCalls.FIELD, "80", "vad.webrtc_aggressiveness", "0");
    Map<String, String> after =
        Map.of(SimulatedCalls.FIELD, "120", "vad.webrtc_aggressiveness", "1");
    List<Effect> effects =
        calls()
            .add(200, before, "4.3.0", 1, Quality.USUAL)
            .add(200, after, "4.3.0", 1, FASTER)
            .effects(latency());

    assertThat(effects).hasSize(2).allMatch(one -> one.verdict() == EffectVerdict.INCONCLUSIVE);
    assertThat(effects.get(0).confounders())
        .containsExactly("vad.webrtc_aggressiveness changed at the same time");
    assertThat(effects.get(0).why()).contains("; besides, response_latency_ms went from ");
  }

  @Test
  void anotherEngineVersionAndKeysNoRuleKnowsAreNamed() {
    Map<String, String> before = Map.of(SimulatedCalls.FIELD, "80");
    Map<String, String> after = Map.of(SimulatedCalls.FIELD, "120");
    Effect effect =
        calls()
            .add(200, before, "4.3.0", 1, Quality.USUAL)
            .add(200, after, "5.0.0", 2, FASTER)
            .effects(latency())
            .get(0);

    assertThat(effect.confounders())
        .containsExactly(
            "the engine's version changed", "another key of the configuration changed");
    assertThat(effect.verdict()).isEqualTo(EffectVerdict.INCONCLUSIVE);
  }

  @Test
  void oldValueThatComesBackBeforeAVerdictIsReverted() {
    List<Effect> effects =
        calls()
            .add(200, "80", Quality.USUAL)
            .add(40, "120", Quality.USUAL)
            .add(100, "80", Quality.USUAL)
            .effects(latency());

    assertThat(effects.get(1).verdict()).isEqualTo(EffectVerdict.REVERTED);
    assertThat(effects.get(1).why()).isEqualTo("the old value came back after 40 calls");
    assertThat(effects.get(0).from()).contains("120");
  }

  @Test
  void oddCallAndCallsThatOverlapARestartAreNoChangeOfTheirOwn() {
    List<Effect> effects =
        calls()
            .add(60, "80", Quality.USUAL)
            .add(1, "120", Quality.USUAL)
            .add(60, "80", Quality.USUAL)
            .add(1, "120", Quality.USUAL)
            .add(1, "80", Quality.USUAL)
            .add(60, "120", Quality.USUAL)
            .effects(latency());

    assertThat(effects).hasSize(1);
    assertThat(effects.get(0).callsBefore()).isGreaterThanOrEqualTo(120);
    assertThat(effects.get(0).callsAfter()).isEqualTo(60);
  }

  @Test
  void changeAgainstTheAdviceIsTheOperatorsOwn() {
    Effect effect =
        calls().add(60, "80", Quality.USUAL).add(60, "60", Quality.USUAL).effects(latency()).get(0);

    assertThat(effect.ruleKeys()).isEmpty();
  }

  @Test
  void orderInWhichCallsArriveDoesNotMatter() {
    SimulatedCalls calls = calls().add(250, "80", Quality.USUAL).add(250, "120", FASTER);
    List<Observation> shuffled = new ArrayList<>(calls.calls());
    Collections.shuffle(shuffled, new Random(5));

    assertThat(Effects.of(SimulatedCalls.LABELS, shuffled, field -> Set.of(latency())))
        .isEqualTo(calls.effects(latency()));
  }

  @Test
  void callsWithoutASnapshotOrAnyChangeHaveNoEffects() {
    assertThat(calls().add(50, Map.of(), "", 0, Quality.USUAL).effects(latency())).isEmpty();
    assertThat(calls().add(50, "80", Quality.USUAL).effects(latency())).isEmpty();
    assertThat(calls().effects(latency())).isEmpty();
  }

  @ParameterizedTest(name = "memory {0}")
  @ValueSource(doubles = {0, 0.3, 0.6, 0.9})
  void changeWithoutEffectIsCalledNoDifferenceInNineteenOfTwentyRuns(double memory) {
    Map<EffectVerdict, Integer> verdicts =
        EffectFigures.verdicts(200, memory, EffectFigures.SIDE, Quality.USUAL, effect -> {});

    assertThat(verdicts.getOrDefault(EffectVerdict.NO_EFFECT, 0))
        .as("%s", verdicts)
        .isGreaterThanOrEqualTo(190);
  }

  @ParameterizedTest(name = "memory {0}")
  @ValueSource(doubles = {0, 0.3, 0.6})
  void fifthLessLatencyIsFoundInFourOfFiveRunsWithinTheCallsItSaysItNeeds(double memory) {
    int found = 0;
    int runs = 100;
    for (int run = 0; run < runs; run++) {
      SimulatedCalls calls =
          new SimulatedCalls(run, memory)
              .add(400, "80", Quality.USUAL)
              .add(10, "120", Quality.USUAL.latency(0.8));
      int needed = calls.effects(latency()).get(0).callsNeeded().orElseThrow();
      calls.add(needed, "120", Quality.USUAL.latency(0.8));
      found += calls.effects(latency()).get(0).verdict() == EffectVerdict.HELPED ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(runs * 8 / 10);
  }

  @ParameterizedTest(name = "memory {0}")
  @ValueSource(doubles = {0, 0.3})
  void callsWithHitsThatGoFromTwelveToThreePerCentAreFound(double memory) {
    Map<EffectVerdict, Integer> verdicts =
        EffectFigures.verdicts(
            50, memory, EffectFigures.SIDE, Quality.USUAL.hits(0.03), effect -> {});

    assertThat(verdicts.getOrDefault(EffectVerdict.HELPED, 0))
        .as("%s", verdicts)
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void lookingAtEveryCallFindsNoMoreThanLookingOnce() {
    int alarms = 0;
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      SimulatedCalls calls = new SimulatedCalls(7_000 + run, 0.3).add(400, "80", Quality.USUAL);
      boolean alarm = false;
      for (int look = 0; look < 40 && !alarm; look++) {
        calls.add(10, "120", Quality.USUAL);
        alarm = isAlarm(calls.effects(latency()).get(0).verdict());
      }
      alarms += alarm ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(4);
  }

  @Test
  void thousandCallsAreJudgedInAFractionOfASecond() {
    SimulatedCalls calls = calls().add(500, "80", Quality.USUAL).add(500, "120", Quality.USUAL);
    calls.effects(latency());
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long begin = cpuNanos();
      calls.effects(latency());
      best = Math.min(best, cpuNanos() - begin);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
  }

  /** Of this thread, so that a busy machine does not matter. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean isAlarm(EffectVerdict verdict) {
    return verdict == EffectVerdict.HELPED || verdict == EffectVerdict.HARMED;
  }

  private static SimulatedCalls calls() {
    return new SimulatedCalls(11, 0.2);
  }

  private static Measure latency() {
    return Measure.RESPONSE_LATENCY_MS;
  }
}
