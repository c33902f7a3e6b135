package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.testing.CallSessions;

/** What each word of a condition means, seen through a rule that asks just that. */
final class ConditionTest {

  @ParameterizedTest(name = "turns {0} {1}: {2}")
  @CsvSource({
    "above, 6, fires",
    "above, 7, silent",
    "at_least, 7, fires",
    "at_least, 8, silent",
    "below, 8, fires",
    "below, 7, silent",
    "at_most, 7, fires",
    "at_most, 6, silent",
    "equals, 7, fires",
    "equals, 8, silent",
  })
  void comparesANumberWithItsLimit(String word, String limit, String expected) {
    assertOutcome("{compare: turns, " + word + ": " + limit + "}", expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{compare: transport, equals: externalmedia} | fires",
        "{compare: transport, equals: audiosocket} | silent",
        "{compare: outcome, equals: completed} | fires",
        "{compare: provider_id, equals: OpenAI_Realtime} | fires",
        "{compare: codec_alignment_ok, equals: false} | fires",
        "{compare: codec_alignment_ok, equals: 1} | silent",
        "{compare: {setting: vad.mode}, equals: local} | fires",
        "{compare: {setting: vad.mode}, equals: provider} | silent",
        "{compare: {setting: vad.frames}, at_least: 3} | fires",
        "{compare: {setting: vad.frames}, above: {setting: vad.frames}} | silent",
        "{compare: {ratio: [underflows, frames_sent]}, at_least: 0.01} | fires",
        "{compare: {ratio: [underflows, frames_sent]}, above: 0.01} | silent",
        "{compare: {sum: [turns, barge_ins]}, equals: 9} | fires",
        "{compare: {per_minute: turns}, equals: 14} | fires",
        "{compare: turns, above: {least_of: [6, 100]}} | fires",
        "{compare: turns, above: {greatest_of: [6, 100]}} | silent",
        "{compare: turns, equals: {fact: barge_ins, times: 4, plus: 1, minus: 2}} | fires",
        "{compare: turns, equals: {setting: no.such, default: 7}} | fires",
        "{known: turns} | fires",
        "{known: wer} | silent",
        "{known: turn_latencies_ms} | silent",
        "{known: {setting: vad.mode}} | fires",
        "{known: {setting: vad.none}} | silent",
        "{not: {known: wer}} | fires",
      })
  void understandsItsVocabulary(String when, String expected) {
    assertOutcome(when, expected);
  }

  @ParameterizedTest(name = "{0} misses {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{compare: wer, above: 1} | wer",
        "{compare: turns, above: {fact: wer}} | wer",
        "{compare: turns, above: {setting: vad.none}} | vad.none",
        "{compare: {setting: vad.mode}, above: 1} | vad.mode",
        "{compare: {setting: vad.none}, equals: local} | vad.none",
        "{compare: downstream_mode, equals: stream} | downstream_mode",
        "{compare: {per_minute: wer}, above: 1} | wer",
        "{compare: {ratio: [wer, turns]}, above: 1} | wer",
        "{compare: {ratio: [turns, restarts]}, above: 1} | restarts above 0",
        "{compare: {sum: [turns, wer]}, above: 1} | wer",
        "{not: {compare: wer, above: 1}} | wer",
        "{all: [{known: turns}, {compare: wer, above: 1}]} | wer",
        "{any: [{known: wer}, {compare: wer, above: 1}, {compare: mos, above: 1}]} | wer, mos",
      })
  void saysWhatIsMissing(String when, String missing) {
    assertOutcome(when, "missing " + missing);
  }

  @Test
  void aCallTooShortHasNoRate() {
    RuleBook book = RuleTexts.asking("{compare: {per_minute: turns}, at_least: 1}");
    assertThat(outcome(book, call().with(CallField.DURATION_SECONDS, 9.99)))
        .isEqualTo("missing duration_seconds of at least 10");
    assertThat(outcome(book, call().with(CallField.DURATION_SECONDS, 10))).isEqualTo("fires");
    assertThat(outcome(book, CallSessions.call("c").with(CallField.TURNS, 7)))
        .isEqualTo("missing duration_seconds");
  }

  @Test
  void whatIsConfiguredStandsInForAnUnknownTransportAndMode() {
    RuleBook transport = RuleTexts.asking("{compare: transport, equals: externalmedia}");
    RuleBook mode = RuleTexts.asking("{compare: downstream_mode, equals: file}");
    CallSessions call =
        CallSessions.call("c")
            .setting("a.b", "1")
            .setting("audio_transport", "external_media")
            .setting("downstream_mode", "File");
    assertThat(outcome(transport, call)).isEqualTo("fires");
    assertThat(outcome(mode, call)).isEqualTo("fires");
    assertThat(outcome(mode, call.with(CallField.DOWNSTREAM_MODE, "stream"))).isEqualTo("silent");
  }

  private static void assertOutcome(String when, String expected) {
    assertThat(outcome(RuleTexts.asking(when), call())).isEqualTo(expected);
  }

  private static CallSessions call() {
    return CallSessions.call("c")
        .with(CallField.TURNS, 7)
        .with(CallField.BARGE_INS, 2)
        .with(CallField.RESTARTS, 0)
        .with(CallField.UNDERFLOWS, 30)
        .with(CallField.FRAMES_SENT, 3000)
        .with(CallField.DURATION_SECONDS, 30)
        .with(CallField.TRANSPORT, "rtp")
        .with(CallField.OUTCOME, "agent_hangup")
        .with(CallField.CODEC_ALIGNMENT_OK, 0)
        .setting("a.b", "1")
        .setting("vad.mode", "Local")
        .setting("vad.frames", "3");
  }

  private static String outcome(RuleBook book, CallSessions call) {
    Advice advice = new Advisor(book, Thresholds.defaults()).advise(call.build());
    if (!advice.recommendations().isEmpty()) {
      return "fires";
    }
    return advice.noAdvice().isEmpty()
        ? "silent"
        : "missing " + String.join(", ", advice.noAdvice().get(0).missing());
  }
}
