package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.Speaker;

final class RedactorSwitchesTest {
  private static final String SAID = "my card is 4111 1111 1111 1111, write to a@b.com";

  @Test
  void offLeavesTextAndCountsNothing() {
    List<String> counted = new ArrayList<>();
    Redactor off = Redactor.off().counting(counted::add);

    assertThat(off.active()).isFalse();
    assertThat(off.redact(SAID)).isEqualTo(new Redacted(SAID, List.of()));
    assertThat(off.redactDialogue(List.of(new Utterance(Speaker.AGENT, SAID))))
        .containsExactly(new Redacted(SAID, List.of()));
    assertThat(counted).isEmpty();
  }

  @Test
  void countingTellsTheWordOfEachHitAndNothingElse() {
    List<String> counted = new ArrayList<>();
    Redactor counting = Redactor.strict().counting(counted::add);

    Redacted redacted = counting.redact(SAID);

    assertThat(redacted).isEqualTo(Redactor.strict().redact(SAID));
    assertThat(counted).containsExactly("CARD", "EMAIL");
  }

  @Test
  void oneNumberOverTwoTurnsCountsInEach() {
    List<String> counted = new ArrayList<>();

    Redactor.strict()
        .counting(counted::add)
        .redactDialogue(
            List.of(
                new Utterance(Speaker.AGENT, "your card number please"),
                new Utterance(Speaker.CALLER, "4111 1111"),
                new Utterance(Speaker.AGENT, "go on"),
                new Utterance(Speaker.CALLER, "1111 1111")));

    assertThat(counted).containsExactly("CARD", "CARD");
  }

  @Test
  void nothingSaidIsNothingRedacted() {
    assertThat(Redactor.strict().redactDialogue(List.of())).isEmpty();
  }
}
