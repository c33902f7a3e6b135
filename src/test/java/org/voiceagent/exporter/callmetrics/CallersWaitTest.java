package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.testing.CallSessions;

final class CallersWaitTest {
  @Test
  void partsAddUpToWhatTheCallerHears() {
    Map<String, Double> parts = parts(measured().with(CallField.RTT_MS, 80));
    assertThat(parts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "eou", 300.0,
                "stt", 180.0,
                "llm", 610.0,
                "tts", 240.0,
                "transport", 80.0,
                "unattributed", 170.0));
    double heard = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(heard).as("1500 ms at the engine and the line's 80").isCloseTo(1580, within(1e-9));
  }

  @Test
  void whatIsNotMeasuredIsUnattributed() {
    CallSessions call =
        CallSessions.call("no-turn-detection")
            .with(CallField.AVG_TURN_LATENCY_MS, 1_500)
            .with(CallField.LLM_LATENCY_MS, 610)
            .with(CallField.TTS_LATENCY_MS, 240);
    assertThat(parts(call)).containsEntry("unattributed", 650.0).hasSize(3);
  }

  @Test
  void nothingIsUnattributedUnlessTheWholeAndItsMainPartsAreKnown() {
    assertThat(
            parts(
                CallSessions.call("no-whole")
                    .with(CallField.LLM_LATENCY_MS, 610)
                    .with(CallField.TTS_LATENCY_MS, 240)))
        .containsOnlyKeys("llm", "tts");
    assertThat(parts(CallSessions.call("no-parts").with(CallField.AVG_TURN_LATENCY_MS, 1_500)))
        .isEmpty();
    assertThat(
            parts(
                CallSessions.call("no-speech")
                    .with(CallField.AVG_TURN_LATENCY_MS, 1_500)
                    .with(CallField.LLM_LATENCY_MS, 610)))
        .containsOnlyKeys("llm");
  }

  @Test
  void recognitionWithinTheWaitForTheEndOfTheTurnIsNotAddedTwice() {
    CallSessions call = measured().with(CallField.AVG_TURN_LATENCY_MS, 1_200);
    assertThat(parts(call)).as("1200 - 300 - 610 - 240").containsEntry("unattributed", 50.0);
  }

  @Test
  void partsThatExceedTheWholeLeaveNothingUnattributedRatherThanLessThanNothing() {
    CallSessions call = measured().with(CallField.AVG_TURN_LATENCY_MS, 1_000);
    assertThat(parts(call)).doesNotContainKey("unattributed");
  }

  @Test
  void waitBeforeTheEngineBeganToMeasureIsNotTakenOffWhatItMeasured() {
    CallSessions call = measured().withTranscriptTime(CallField.END_OF_TURN_MS, 300);
    assertThat(parts(call)).containsOnlyKeys("eou", "stt", "llm", "tts");

    CallSessions corrected = call.with(CallField.END_OF_TURN_MS, 300);
    assertThat(parts(corrected)).containsEntry("unattributed", 170.0);
  }

  private static CallSessions measured() {
    return CallSessions.call("measured")
        .with(CallField.AVG_TURN_LATENCY_MS, 1_500)
        .with(CallField.END_OF_TURN_MS, 300)
        .with(CallField.STT_LATENCY_MS, 180)
        .with(CallField.LLM_LATENCY_MS, 610)
        .with(CallField.TTS_LATENCY_MS, 240);
  }

  private static Map<String, Double> parts(CallSessions call) {
    Map<String, Double> parts = new TreeMap<>();
    CallersWait.read(call.build(), (value, own) -> parts.put(own.get(0), value));
    return parts;
  }
}
