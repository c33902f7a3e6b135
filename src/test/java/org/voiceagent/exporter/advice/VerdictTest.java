package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.advice.Verdict.Truth;

/** Kleene's logic: what is missing never turns into a yes or a no. */
final class VerdictTest {

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
    List<Verdict> both = List.of(verdict(a), verdict(b));
    assertThat(Verdict.all(both).truth()).isEqualTo(and);
    assertThat(Verdict.any(both).truth()).isEqualTo(or);
  }

  @ParameterizedTest(name = "not {0} is {1}")
  @CsvSource({"YES, NO", "NO, YES", "UNKNOWN, UNKNOWN"})
  void negatesThreeValues(Truth a, Truth not) {
    assertThat(verdict(a).negated().truth()).isEqualTo(not);
  }

  @Test
  void ofNothingAllHoldAndNoneDoes() {
    assertThat(Verdict.all(List.of())).isEqualTo(Verdict.YES);
    assertThat(Verdict.any(List.of())).isEqualTo(Verdict.NO);
  }

  @Test
  void namesEachMissingFactOnce() {
    Verdict verdict =
        Verdict.all(
            List.of(
                Verdict.unknown(List.of("turns", "csat")),
                Verdict.YES,
                Verdict.unknown(List.of("csat", "wer"))));
    assertThat(verdict.missing()).containsExactly("turns", "csat", "wer");
    assertThat(verdict.negated().missing()).containsExactly("turns", "csat", "wer");
  }

  @Test
  void namesNothingOnceItIsDecided() {
    List<Verdict> open = List.of(Verdict.unknown(List.of("turns")), Verdict.NO, Verdict.YES);
    assertThat(Verdict.all(open)).isEqualTo(Verdict.NO);
    assertThat(Verdict.any(open)).isEqualTo(Verdict.YES);
    assertThat(Verdict.any(open).missing()).isEmpty();
  }

  private static Verdict verdict(Truth truth) {
    return truth == Truth.UNKNOWN
        ? Verdict.unknown(List.of("turns"))
        : Verdict.of(truth == Truth.YES);
  }
}
