package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallTimeline.Basis;
import org.voiceagent.exporter.call.CallTimeline.Overlap;
import org.voiceagent.exporter.call.CallTimeline.Silence;

final class CallTimelineTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void rowsOfAnEngineAreTakenAsTheyAre() {
    CallTimeline timeline =
        CallTimeline.of(
            rows(
                row(Speaker.CALLER, 1, 3),
                row(Speaker.AGENT, 2.5, 6),
                row(Speaker.TOOL, 6.5, 11),
                row(Speaker.AGENT, 11, 12),
                row(Speaker.CALLER, 11.5, 13),
                row(Speaker.AGENT, 20, 21)),
            Transcript.none());

    assertThat(timeline.basis()).isEqualTo(Basis.MEASURED);
    assertThat(timeline.seconds()).isEqualTo(30);
    assertThat(timeline.spans()).hasSize(6);
    assertThat(timeline.overlaps())
        .containsExactly(new Overlap(2.5, 3, Speaker.AGENT), new Overlap(11.5, 12, Speaker.CALLER));
    assertThat(timeline.silences())
        .containsExactly(
            new Silence(6, 11, Optional.empty()), new Silence(13, 20, Optional.of(Speaker.AGENT)));
  }

  @Test
  void aSilenceInWhichAToolRanWasTheTools() {
    CallTimeline timeline =
        CallTimeline.of(
            rows(
                row(Speaker.CALLER, 0, 1),
                row(Speaker.TOOL, 1.5, 5),
                row(Speaker.AGENT, 5.5, 6),
                row(Speaker.CALLER, 12, 13)),
            Transcript.none());

    assertThat(timeline.silences())
        .containsExactly(
            new Silence(1, 5.5, Optional.of(Speaker.TOOL)),
            new Silence(6, 12, Optional.of(Speaker.CALLER)));
  }

  @Test
  void aTurnOfTheTranscriptBelongsToARowOnlyIfAllDo() {
    Transcript said =
        transcript(
            line(1, Speaker.CALLER, 1, "Hello?", OptionalDouble.of(-0.4), NONE),
            line(2, Speaker.AGENT, 3, "Hi.", NONE, NONE));

    assertThat(
            CallTimeline.of(rows(row(Speaker.CALLER, 1, 2), row(Speaker.AGENT, 3, 4)), said)
                .spans())
        .extracting(span -> span.turn().orElse(0))
        .containsExactly(1, 2);
    assertThat(CallTimeline.of(rows(row(Speaker.AGENT, 3, 4)), said).spans())
        .extracting(span -> span.turn().orElse(0))
        .containsExactly(0);
  }

  @Test
  void aCallerWithOneTimeEndsAsLongBeforeTheAnswerAsItsLatencySays() {
    CallTimeline timeline =
        CallTimeline.of(
            Facts.none(),
            transcript(
                line(1, Speaker.AGENT, 0, "How can I help you today?", NONE, NONE),
                line(2, Speaker.CALLER, 6, "I lost my card", OptionalDouble.of(-0.5), NONE),
                line(3, Speaker.AGENT, 10, "I am sorry.", NONE, OptionalDouble.of(3_500))));

    assertThat(timeline.basis()).isEqualTo(Basis.ESTIMATED);
    CallTimeline.Span caller = timeline.spans().get(1);
    assertThat(caller.end()).isEqualTo(6.5);
    assertThat(caller.endKnown()).isTrue();
    assertThat(caller.startKnown()).isFalse();
    assertThat(caller.start())
        .isLessThan(6.5)
        .isGreaterThanOrEqualTo(timeline.spans().get(0).end());
    assertThat(caller.sentiment()).hasValue(-0.5);
    assertThat(timeline.silences())
        .containsExactly(new Silence(6.5, 10, Optional.of(Speaker.AGENT)));
    assertThat(timeline.overlaps()).isEmpty();
  }

  @Test
  void estimatedTurnsNeverOverlap() {
    CallTimeline timeline =
        CallTimeline.of(
            Facts.none(),
            transcript(
                line(1, Speaker.AGENT, 0, "word ".repeat(500), NONE, NONE),
                line(2, Speaker.CALLER, 2, "word ".repeat(500), NONE, NONE),
                line(3, Speaker.AGENT, 3, "short", NONE, NONE)));

    assertThat(timeline.overlaps()).isEmpty();
    for (int i = 1; i < timeline.spans().size(); i++) {
      assertThat(timeline.spans().get(i).start())
          .isGreaterThanOrEqualTo(timeline.spans().get(i - 1).end());
    }
  }

  @Test
  void withoutTimesNothingIsClaimed() {
    CallTimeline timeline =
        CallTimeline.of(
            Facts.none(),
            new Transcript(
                List.of(
                    new Transcript.Line(
                        1,
                        Speaker.CALLER,
                        Optional.empty(),
                        Optional.empty(),
                        "Hello",
                        NONE,
                        NONE,
                        false,
                        "")),
                List.of()));

    assertThat(timeline.basis()).isEqualTo(Basis.NONE);
    assertThat(timeline.spans()).isEmpty();
  }

  @Test
  void aTimeOfAnotherDayIsLeftOut() {
    CallTimeline timeline =
        CallTimeline.of(
            Facts.none(),
            transcript(
                line(1, Speaker.AGENT, 0, "Hello", NONE, NONE),
                line(2, Speaker.CALLER, 400_000, "Hello", NONE, NONE)));

    assertThat(timeline.seconds()).isLessThan(10);
  }

  @Test
  void theRestOfAWaitIsKnownOnlyIfItsPartsFitIntoIt() {
    assertThat(wait(2_000, 300, 100, 900, 400).unattributedMs()).hasValue(300);
    assertThat(wait(1_500, 300, 100, 900, 300).unattributedMs())
        .as("recognition ran while the engine waited for the end of the turn")
        .hasValue(0);
    assertThat(wait(1_000, 300, 100, 900, 400).unattributedMs()).as("they overlap").isEmpty();
    assertThat(
            new AnswerWait(OptionalDouble.of(1_000), NONE, NONE, NONE, OptionalDouble.of(1))
                .unattributedMs())
        .as("the language model is not measured")
        .isEmpty();
  }

  @Test
  void endOfTurnAndRecognitionMayStandWithTheCallersTurn() {
    TurnRow caller =
        new TurnRow(
            Speaker.CALLER,
            NONE,
            NONE,
            Optional.empty(),
            OptionalDouble.of(250),
            OptionalDouble.of(120),
            NONE,
            NONE,
            NONE);
    TurnRow agent =
        new TurnRow(
            Speaker.AGENT,
            NONE,
            NONE,
            Optional.empty(),
            NONE,
            NONE,
            OptionalDouble.of(600),
            OptionalDouble.of(200),
            OptionalDouble.of(1_300));

    assertThat(AnswerWait.of(rows(caller, agent))).containsExactly(wait(1_300, 250, 120, 600, 200));
    assertThat(
            AnswerWait.of(
                Facts.none().toBuilder()
                    .numbers(CallField.TURN_LATENCIES_MS, List.of(500.0, 800.0))
                    .build()))
        .extracting(one -> one.totalMs().orElseThrow())
        .containsExactly(500.0, 800.0);
    assertThat(AnswerWait.mean(Facts.none())).isEmpty();
  }

  private static AnswerWait wait(double total, double eou, double stt, double llm, double tts) {
    return new AnswerWait(
        OptionalDouble.of(total),
        OptionalDouble.of(eou),
        OptionalDouble.of(stt),
        OptionalDouble.of(llm),
        OptionalDouble.of(tts));
  }

  private static Facts rows(TurnRow... rows) {
    return Facts.none().toBuilder()
        .number(CallField.DURATION_SECONDS, 30)
        .rows(CallField.TURN_ROWS, List.of(rows))
        .build();
  }

  private static TurnRow row(Speaker speaker, double start, double end) {
    return new TurnRow(
        speaker,
        OptionalDouble.of(start),
        OptionalDouble.of(end),
        Optional.empty(),
        NONE,
        NONE,
        NONE,
        NONE,
        NONE);
  }

  private static Transcript transcript(Transcript.Line... lines) {
    return new Transcript(List.of(lines), List.of());
  }

  private static Transcript.Line line(
      int number,
      Speaker speaker,
      double seconds,
      String text,
      OptionalDouble sentiment,
      OptionalDouble latencyMs) {
    return new Transcript.Line(
        number,
        speaker,
        Optional.of(START.plusMillis((long) (seconds * 1_000))),
        Optional.empty(),
        Optional.empty(),
        text,
        sentiment,
        latencyMs,
        false,
        "");
  }
}
