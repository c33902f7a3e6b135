package org.voiceagent.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.EffectVerdict;
import org.voiceagent.exporter.experiment.SimulatedCalls;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;
import org.voiceagent.exporter.history.CallHistory;

final class EffectTrackerTest {
  private CallHistory history = new CallHistory(1_000, 20_000);
  private EffectTracker log = log();

  @Test
  void decidedEffectIsHandedOutOnceAndToTheCallThatDecidedIt() {
    List<Effect> handedOut = new ArrayList<>();
    for (Observation call : calls()) {
      handedOut.addAll(end(call));
    }

    assertThat(handedOut).hasSize(1);
    assertThat(handedOut.get(0).verdict()).isEqualTo(EffectVerdict.HELPED);
    assertThat(log.all().effects()).hasSize(1);
    assertThat(log.all().advice()).hasSize(1);
  }

  @Test
  void restartAtAnyCallNeitherLosesNorRepeatsIt() {
    List<Observation> calls = calls();
    for (int restart = 395; restart < calls.size(); restart += 23) {
      history = new CallHistory(1_000, 20_000);
      log = log();
      int handedOut = 0;
      for (int i = 0; i < calls.size(); i++) {
        if (i == restart) {
          CallHistory after = new CallHistory(1_000, 20_000);
          history.all().forEach(after::add);
          history = after;
          log = log();
        }
        handedOut += end(calls.get(i)).size();
      }
      assertThat(handedOut).as("restart at call %d", restart).isEqualTo(1);
    }
  }

  @Test
  void callThatCouldNotBeRecordedDecidesTheSameWhenItIsTriedAgain() {
    for (Observation call : calls()) {
      List<Effect> first = log.decidedBy(call.id(), call.labels());
      List<Effect> again = first.isEmpty() ? first : retried(call);
      assertThat(again).isEqualTo(first);
      history.add(call.deciding(first.stream().map(EffectTracker::decision).toList()));
    }
  }

  @Test
  void effectOfAForgottenCallIsNotHandedOutAgainToACallWithTheIdZero() {
    for (Observation call : calls()) {
      if (!end(call).isEmpty()) {
        log.forget(Set.of(call.id()));
        assertThat(log.decidedBy(new CallId("0"), call.labels())).isEmpty();
      }
    }
  }

  private List<Effect> retried(Observation call) {
    List<Effect> again = List.of();
    for (int tries = 0; tries < 3; tries++) {
      again = log.decidedBy(call.id(), call.labels());
    }
    return again;
  }

  private List<Effect> end(Observation call) {
    List<Effect> decided = log.decidedBy(call.id(), call.labels());
    history.add(call.deciding(decided.stream().map(EffectTracker::decision).toList()));
    return decided;
  }

  private EffectTracker log() {
    return new EffectTracker(history, field -> Set.of(Measure.RESPONSE_LATENCY_MS));
  }

  private static List<Observation> calls() {
    return new SimulatedCalls(3, 0.2)
        .add(300, "80", Quality.USUAL)
        .add(330, "120", Quality.USUAL.latency(0.7))
        .calls();
  }
}
