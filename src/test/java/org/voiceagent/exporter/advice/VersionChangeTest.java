package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.Effects;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** A new version of agent or prompt is a change whose effect is measured, as any setting is. */
final class VersionChangeTest {
  private static final String SETTING = "streaming.low_watermark_ms";

  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
  private final List<Observation> calls = new ArrayList<>();

  @Test
  void newVersionOfTheAgentIsAChangeEvenWithoutASnapshot() {
    for (int i = 0; i < 20; i++) {
      observe(CallSessions.call("c" + i).with(CallField.AGENT_VERSION, i < 10 ? "v1" : "v2"));
    }

    assertThat(effects())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.field()).isEqualTo("agent_version");
              assertThat(effect.from()).contains("v1");
              assertThat(effect.to()).contains("v2");
              assertThat(effect.callsBefore()).isEqualTo(10);
            });
  }

  @Test
  void newPromptWithASettingAtTheSameTimeIsNamedAsItsConfounder() {
    for (int i = 0; i < 20; i++) {
      observe(
          CallSessions.call("c" + i)
              .with(CallField.PROMPT_VERSION, i < 10 ? "p7" : "p8")
              .setting(SETTING, i < 10 ? "80" : "120"));
    }

    assertThat(effects()).extracting(Effect::field).contains("prompt_version", SETTING);
    assertThat(effects())
        .filteredOn(effect -> effect.field().equals(SETTING))
        .singleElement()
        .satisfies(
            effect ->
                assertThat(effect.confounders())
                    .contains("prompt_version changed at the same time"));
  }

  @Test
  void callsThatLackTheirSnapshotAreNotTakenForCallsWithOtherSettings() {
    for (int i = 0; i < 20; i++) {
      CallSessions call = CallSessions.call("c" + i).with(CallField.AGENT_VERSION, "v1");
      observe(i < 10 ? call.setting(SETTING, "80") : call);
    }

    assertThat(effects()).isEmpty();
    assertThat(calls.get(0).settings()).isNotEqualTo(calls.get(19).settings());
    assertThat(Optional.ofNullable(calls.get(19).settings().get("agent_version"))).contains("v1");
  }

  private void observe(CallSessions call) {
    CallSession session =
        call.completedAt(CallSessions.COMPLETED_AT.plus(Duration.ofMinutes(calls.size()))).build();
    calls.add(advisor.observe(session, advisor.advise(session)));
  }

  private List<Effect> effects() {
    return Effects.of(calls.get(0).labels(), calls, advisor::measures);
  }
}
