package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;

/** What a transcript tells of who let whom finish, and what it does not. */
final class TurnTakingTest {

  @Test
  void endOfTurnIsTheGapLessWhatTheEngineMeasuredItself() {
    Facts facts =
        facts(
            """
            {"role":"user","ts":"2026-03-02T08:00:00Z","end":"2026-03-02T08:00:02Z","text":"a"}
            {"role":"agent","ts":"2026-03-02T08:00:04Z","latency_ms":600,"text":"b"}
            {"role":"user","ts":"2026-03-02T08:00:09Z","end":"2026-03-02T08:00:10Z","text":"c"}
            {"role":"agent","ts":"2026-03-02T08:00:11Z","latency_ms":500,"text":"d"}
            {"role":"user","ts":"2026-03-02T08:00:19Z","end":"2026-03-02T08:00:20Z","text":"e"}
            {"role":"agent","ts":"2026-03-02T08:00:22Z","latency_ms":500,"text":"f"}
            """);

    assertThat(facts.number(CallField.END_OF_TURN_MS)).hasValue(1_400);
    assertThat(facts.isFromTranscriptTimes(CallField.END_OF_TURN_MS)).isTrue();
    assertThat(facts.toBuilder().build()).isEqualTo(facts);
    assertThat(facts.number(CallField.TALK_OVERS)).hasValue(0);
    assertThat(facts.number(CallField.IGNORED_BARGE_INS)).isEmpty();
  }

  @Test
  void agentThatBeginsBeforeTheCallerHasEndedTalksOver() {
    Facts facts =
        facts(
            """
            {"role":"user","ts":"2026-03-02T08:00:00Z","end":"2026-03-02T08:00:05Z","text":"a"}
            {"role":"agent","ts":"2026-03-02T08:00:04Z","text":"b"}
            {"role":"user","ts":"2026-03-02T08:00:10Z","end":"2026-03-02T08:00:12.2Z","text":"c"}
            {"role":"agent","ts":"2026-03-02T08:00:12Z","text":"d"}
            """);

    assertThat(facts.number(CallField.TALK_OVERS)).as("0.2 s is how people talk").hasValue(1);
    assertThat(facts.number(CallField.END_OF_TURN_MS)).isEmpty();
  }

  @Test
  void callerWhoSpeaksUpWhileTheAgentGoesOnIsIgnored() {
    Facts facts =
        facts(
            """
            {"role":"agent","ts":"2026-03-02T08:00:00Z","end":"2026-03-02T08:00:05Z","text":"a"}
            {"role":"user","ts":"2026-03-02T08:00:03Z","text":"b"}
            {"role":"agent","ts":"2026-03-02T08:00:06Z","end":"2026-03-02T08:00:09Z","text":"c","interrupted":true}
            {"role":"user","ts":"2026-03-02T08:00:08Z","text":"d"}
            """);

    assertThat(facts.number(CallField.IGNORED_BARGE_INS)).hasValue(1);
    assertThat(facts.number(CallField.GREETING_INTERRUPTED)).hasValue(0);
  }

  @Test
  void greetingIsCutIfTheFirstWordsAre() {
    Facts facts =
        facts(
            """
            {"role":"agent","text":"Welcome to","interrupted":true}
            {"role":"user","text":"hello?"}
            """);

    assertThat(facts.number(CallField.GREETING_INTERRUPTED)).hasValue(1);
  }

  @Test
  void linesWithOneTimeAndNoInterruptionTellNothing() {
    Facts facts =
        facts(
            """
            {"role":"agent","ts":"2026-03-02T08:00:00Z","text":"a"}
            {"role":"user","ts":"2026-03-02T08:00:03Z","text":"b"}
            {"role":"agent","ts":"2026-03-02T08:00:04Z","text":"c","latency_ms":900}
            """);

    assertThat(facts).isEqualTo(Facts.none());
  }

  @Test
  void whatTheSummarySaysStays() {
    Facts.Builder facts = Facts.none().toBuilder().number(CallField.TALK_OVERS, 7);
    new TurnTaking(
            TranscriptReader.read(
                    "{\"role\":\"user\",\"ts\":1,\"end\":9}\n{\"role\":\"agent\",\"ts\":5}"
                        .getBytes(StandardCharsets.UTF_8),
                    ReadLimits.defaults())
                .turns())
        .completeInto(facts);

    assertThat(facts.build().number(CallField.TALK_OVERS)).isEqualTo(OptionalDouble.of(7));
  }

  private static Facts facts(String transcript) {
    Facts.Builder facts = Facts.none().toBuilder();
    new TurnTaking(
            TranscriptReader.read(
                    transcript.getBytes(StandardCharsets.UTF_8), ReadLimits.defaults())
                .turns())
        .completeInto(facts);
    return facts.build();
  }
}
