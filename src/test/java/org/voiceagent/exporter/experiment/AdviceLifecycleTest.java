package org.voiceagent.exporter.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.AdviceLifecycle.State;

final class AdviceLifecycleTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
  private static final String RULE = "jitter_low_watermark";

  private final List<Observation> calls = new ArrayList<>();
  private Duration between = Duration.ofMinutes(2);

  @Test
  void adviceThatWasNotFollowedIsOpenFromTheFirstCallThatLedToIt() {
    add(5, "80", AdviceLifecycleTest::never);
    add(20, "80", i -> i % 2 == 0);

    AdviceLifecycle story = story();
    assertThat(story.state()).isEqualTo(State.OPEN);
    assertThat(story.since()).isEqualTo(calls.get(5).endedAt());
    assertThat(story.callsAdvised()).isEqualTo(10);
    assertThat(story.why())
        .isEqualTo(
            SimulatedCalls.FIELD
                + " has not been changed as advised;"
                + " the rule fired for 10 of the last 20 calls it could judge");
  }

  @Test
  void changeInTheDirectionOfTheAdviceAppliesIt() {
    add(40, "80", AdviceLifecycleTest::always);
    add(10, "100", i -> i == 3);

    AdviceLifecycle story = story();
    assertThat(story.state()).isEqualTo(State.APPLIED);
    assertThat(story.since()).isEqualTo(calls.get(40).endedAt());
    assertThat(story.why())
        .endsWith("since then the rule fired for 1 of the last 10 calls it could judge");
  }

  @Test
  void changeInTheOtherDirectionLeavesItOpen() {
    add(40, "80", AdviceLifecycleTest::always);
    add(10, "60", AdviceLifecycleTest::always);

    assertThat(story().state()).isEqualTo(State.OPEN);
  }

  @Test
  void valueTakenBackOpensTheAdviceAgain() {
    add(40, "80", AdviceLifecycleTest::always);
    add(10, "120", AdviceLifecycleTest::always);
    add(10, "80", AdviceLifecycleTest::always);

    assertThat(story().state()).isEqualTo(State.OPEN);
    assertThat(story().since()).isEqualTo(calls.get(50).endedAt());
  }

  @Test
  void silenceThatWouldBeChanceInOneOfTwentyCasesResolves() {
    // 0.9^28 = 0.052, 0.9^29 = 0.047
    add(100, "80", i -> i % 10 == 0);
    add(28, "120", AdviceLifecycleTest::never);
    assertThat(story().state()).isEqualTo(State.APPLIED);

    add(1, "120", AdviceLifecycleTest::never);
    AdviceLifecycle story = story();
    assertThat(story.state()).isEqualTo(State.RESOLVED);
    assertThat(story.since()).isEqualTo(calls.get(128).endedAt());
    assertThat(story.why())
        .isEqualTo(
            "the rule has been silent for 29 calls, after firing for 10.0 % of those before");
  }

  @Test
  void callsTheRuleCannotJudgeAreNoSilence() {
    add(40, "80", AdviceLifecycleTest::always);
    for (int i = 0; i < 60; i++) {
      calls.add(call("120", false, Set.of(RULE)));
    }

    assertThat(story().state()).isEqualTo(State.APPLIED);
  }

  @Test
  void oneCallAfterSilenceIsIgnoredButThreeOfTwentyAreARegression() {
    add(40, "80", AdviceLifecycleTest::always);
    add(30, "120", AdviceLifecycleTest::never);
    add(15, "120", i -> i % 14 == 0);
    assertThat(story().state()).isEqualTo(State.RESOLVED);

    add(1, "120", AdviceLifecycleTest::always);
    assertThat(story().state()).isEqualTo(State.REGRESSED);
    assertThat(story().since()).isEqualTo(calls.get(calls.size() - 1).endedAt());
  }

  @Test
  void adviceFiftyCallsHaveGivenOverAWeekIsIgnored() {
    between = Duration.ofHours(3);
    add(56, "80", AdviceLifecycleTest::always);
    assertThat(story().state()).isEqualTo(State.OPEN);

    add(1, "80", AdviceLifecycleTest::always);
    assertThat(story().state()).isEqualTo(State.IGNORED);

    add(10, "120", AdviceLifecycleTest::always);
    assertThat(story().state()).isEqualTo(State.APPLIED);
  }

  @Test
  void orderInWhichCallsArriveDoesNotMatterAndNoAdviceHasNoStory() {
    add(40, "80", AdviceLifecycleTest::always);
    add(40, "120", i -> i % 7 == 0);
    AdviceLifecycle story = story();
    Collections.shuffle(calls, new Random(3));

    assertThat(story()).isEqualTo(story);
    assertThat(AdviceLifecycle.of(SimulatedCalls.LABELS, List.of(), List.of())).isEmpty();
  }

  private static boolean always(int call) {
    return true;
  }

  private static boolean never(int call) {
    return false;
  }

  private AdviceLifecycle story() {
    List<Effect> effects = Effects.of(SimulatedCalls.LABELS, calls, field -> Set.of());
    List<AdviceLifecycle> stories = AdviceLifecycle.of(SimulatedCalls.LABELS, calls, effects);
    assertThat(stories).hasSize(1);
    return stories.get(0);
  }

  private void add(int count, String value, IntPredicate fires) {
    for (int i = 0; i < count; i++) {
      calls.add(call(value, fires.test(i), Set.of()));
    }
  }

  private Observation call(String value, boolean fires, Set<String> unjudged) {
    return new Observation(
        new CallId("c" + calls.size()),
        BEGIN.plus(between.multipliedBy(calls.size())),
        SimulatedCalls.LABELS,
        "4.3.0",
        1,
        Map.of(SimulatedCalls.FIELD, value),
        Measures.of(Map.of()),
        fires ? Set.of(RULE) : Set.of(),
        unjudged,
        fires
            ? List.of(new Observation.Advised(RULE, SimulatedCalls.FIELD, "120", "info"))
            : List.of(),
        List.of());
  }
}
