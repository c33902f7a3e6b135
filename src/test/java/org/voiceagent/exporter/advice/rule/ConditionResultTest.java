package org.voiceagent.exporter.advice.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.rule.ConditionResult.Truth;

/** Kleene's logic: what is missing never turns into a yes or a no. */
final class ConditionResultTest {

  @ParameterizedTest(name = "{0} and {1} is {2}, or is {3}")
  @CsvSource({
    "YES, YES, YES, YES",
    "YES, NO, NO, YES",
    "YES, UNKNOWN, UNKNOWN, YES",
    "NO, YES, NO, YES",
    "NO, NO, NO, NO",
    "NO, UNKNOWN, NO, UNKNOWN",
    "UNKNOWN, YES, UNKNOWN, YES",
    "UNKNOWN, NO, NO, UNKNOWN",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
  })
  void combinesThreeValues(Truth a, Truth b, Truth and, Truth or) {
    List<ConditionResult> both = List.of(verdict(a), verdict(b));
    assertThat(ConditionResult.all(both).truth()).isEqualTo(and);
    assertThat(ConditionResult.any(both).truth()).isEqualTo(or);
  }

  @ParameterizedTest(name = "not {0} is {1}")
  @CsvSource({"YES, NO", "NO, YES", "UNKNOWN, UNKNOWN"})
  void negatesThreeValues(Truth a, Truth not) {
    assertThat(verdict(a).negated().truth()).isEqualTo(not);
  }

  @Test
  void ofNothingAllHoldAndNoneDoes() {
    assertThat(ConditionResult.all(List.of())).isEqualTo(ConditionResult.YES);
    assertThat(ConditionResult.any(List.of())).isEqualTo(ConditionResult.NO);
  }

  @Test
  void namesEachMissingFactOnce() {
    ConditionResult verdict =
        ConditionResult.all(
            List.of(
                ConditionResult.unknown(List.of("turns", "csat")),
                ConditionResult.YES,
                ConditionResult.unknown(List.of("csat", "wer"))));
    assertThat(verdict.missing()).containsExactly("turns", "csat", "wer");
    assertThat(verdict.negated().missing()).containsExactly("turns", "csat", "wer");
  }

  @Test
  void namesNothingOnceItIsDecided() {
    List<ConditionResult> open =
        List.of(ConditionResult.unknown(List.of("turns")), ConditionResult.NO, ConditionResult.YES);
    assertThat(ConditionResult.all(open)).isEqualTo(ConditionResult.NO);
    assertThat(ConditionResult.any(open)).isEqualTo(ConditionResult.YES);
    assertThat(ConditionResult.any(open).missing()).isEmpty();
  }

  private static ConditionResult verdict(Truth truth) {
    return truth == Truth.UNKNOWN
        ? ConditionResult.unknown(List.of("turns"))
        : ConditionResult.of(truth == Truth.YES);
  }
}
