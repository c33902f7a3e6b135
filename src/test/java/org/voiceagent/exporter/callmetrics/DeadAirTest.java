package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;
import org.voiceagent.exporter.callmetrics.DeadAir.Culprit;
import org.voiceagent.exporter.testing.CallSessions;

final class DeadAirTest {
  private static final ToolCall LOOK_UP = tool(OptionalDouble.of(4_000));

  @Test
  void silenceIsDueToWhoeverWasToSpeak() {
    assertThat(
            deadAir(
                call(
                    turn(Speaker.AGENT, 0, 2),
                    turn(Speaker.CALLER, 6, 8),
                    turn(Speaker.AGENT, 13, 15))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(Culprit.CALLER, 4.0, Culprit.AGENT, 5.0));
  }

  @Test
  void silenceOfThreeSecondsIsNoDeadAir() {
    assertThat(deadAir(call(turn(Speaker.CALLER, 0, 2), turn(Speaker.AGENT, 5, 7))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(Culprit.CALLER, 0.0, Culprit.AGENT, 0.0));
  }

  @Test
  void toolThatRanMeanwhileTakesItsShareOfTheAgentsSilence() {
    assertThat(
            deadAir(
                call(turn(Speaker.CALLER, 0, 2), turn(Speaker.AGENT, 9, 11))
                    .withRows(CallField.TOOLS, LOOK_UP)))
        .containsEntry(Culprit.TOOL, 4.0)
        .containsEntry(Culprit.AGENT, 3.0);
  }

  @Test
  void toolsExplainNoMoreSilenceThanTheyTookInAll() {
    assertThat(
            deadAir(
                call(
                        turn(Speaker.CALLER, 0, 2),
                        turn(Speaker.AGENT, 5.5, 6),
                        turn(Speaker.CALLER, 6, 8),
                        turn(Speaker.AGENT, 12, 14))
                    .withRows(CallField.TOOLS, LOOK_UP)))
        .containsEntry(Culprit.TOOL, 4.0)
        .containsEntry(Culprit.AGENT, 3.5);
  }

  @Test
  void turnsThatSayWhenToolsRanDecideExactly() {
    assertThat(
            deadAir(
                call(
                        turn(Speaker.CALLER, 0, 2),
                        turn(Speaker.TOOL, 1, 4),
                        turn(Speaker.AGENT, 9, 11))
                    .withRows(CallField.TOOLS, LOOK_UP)))
        .containsEntry(Culprit.TOOL, 2.0)
        .containsEntry(Culprit.AGENT, 5.0);
  }

  @Test
  void toolOfUnknownDurationLeavesTheSilenceUnattributed() {
    assertThat(
            deadAir(
                call(turn(Speaker.CALLER, 0, 2), turn(Speaker.AGENT, 9, 11))
                    .withRows(CallField.TOOLS, tool(OptionalDouble.empty()))))
        .containsEntry(Culprit.UNATTRIBUTED, 7.0)
        .containsEntry(Culprit.AGENT, 0.0);
  }

  @Test
  void silenceBetweenTwoTurnsOfOneSpeakerIsUnattributed() {
    assertThat(deadAir(call(turn(Speaker.AGENT, 0, 2), turn(Speaker.AGENT, 7, 9))))
        .containsEntry(Culprit.UNATTRIBUTED, 5.0);
  }

  @Test
  void turnThatLiesWithinALongerOneEndsNoSilence() {
    assertThat(
            deadAir(
                call(
                    turn(Speaker.AGENT, 0, 10),
                    turn(Speaker.CALLER, 2, 3),
                    turn(Speaker.CALLER, 14.5, 15))))
        .as("the agent spoke until 10")
        .satisfies(found -> assertThat(found.get(Culprit.CALLER)).isCloseTo(4.5, within(1e-9)));
  }

  @Test
  void turnWithoutTimesMayLieAnywhereSoNothingIsSaid() {
    TurnRow untimed = row(Speaker.AGENT, OptionalDouble.empty(), OptionalDouble.empty());
    assertThat(DeadAir.of(call(turn(Speaker.CALLER, 0, 2), untimed).build())).isEmpty();
    assertThat(DeadAir.of(CallSessions.complete("no-rows").build())).isEmpty();
  }

  private static Map<Culprit, Double> deadAir(CallSessions call) {
    return DeadAir.of(call.build()).orElseThrow();
  }

  private static CallSessions call(TurnRow... rows) {
    return CallSessions.call("call").withRows(CallField.TURN_ROWS, (Object[]) rows);
  }

  private static ToolCall tool(OptionalDouble durationMs) {
    return new ToolCall("look_up", "success", durationMs);
  }

  private static TurnRow turn(Speaker speaker, double start, double end) {
    return row(speaker, OptionalDouble.of(start), OptionalDouble.of(end));
  }

  private static TurnRow row(Speaker speaker, OptionalDouble start, OptionalDouble end) {
    OptionalDouble none = OptionalDouble.empty();
    return new TurnRow(speaker, start, end, Optional.empty(), none, none, none, none, none);
  }
}
