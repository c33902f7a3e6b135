package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomPatternTest {
  @ParameterizedTest
  @ValueSource(strings = {"(a)\\1", "(?=a)b", "(?<!a)b", "(?>a)", "a++", "(a", "[z-a]", "a{1001}"})
  void whatRe2RefusesIsRefused(String regex) {
    assertThatIllegalArgumentException().isThrownBy(() -> CustomPattern.of("OWN", regex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "own", "OWN1", "O WN", "CARD", "SECRET", "A]", "É_É"})
  void namesThatWouldMakeNoPlaceholderOrAForeignOneAreRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> CustomPattern.of(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a*", "a?|b", "(x|)"})
  void patternsThatHitEverywhereAreRefused(String regex) {
    assertThatIllegalArgumentException().isThrownBy(() -> CustomPattern.of("OWN", regex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){10}b"})
  void hostilePatternsTakeLinearTime(String regex) {
    CustomPattern pattern = CustomPattern.of("OWN", "x" + regex);
    String text = "x" + "a".repeat(100_000) + "!";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(pattern.isIn(text)).isFalse());
  }

  @Test
  void ownPatternsWinOverWhatIsBuiltIn() {
    Redactor redactor =
        Redactor.of(
            new RedactionSettings(Set.of(), List.of(CustomPattern.of("LOT", "lot [0-9]+"))));

    assertThat(redactor.redact("LOT 4111111111111111 and 4111111111111111").text())
        .isEqualTo("[LOT] and [CARD]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"card", "[a-z]{4}", "\\[?[A-Z_]+\\]?", "\\] ?[0-9]{4}", "e \\[", "."})
  void redactingAgainChangesNoPlaceholder(String regex) {
    Redactor redactor =
        Redactor.of(new RedactionSettings(Set.of(), List.of(CustomPattern.of("CODE", regex))));
    String once = redactor.redact("the card is 4111111111111111, the [PHONE]4711 ").text();

    assertThat(redactor.redact(once).text()).isEqualTo(once);
    assertThat(redactor.redact("[CARD][EMAIL]").text()).isEqualTo("[CARD][EMAIL]");
  }

  @Test
  void matchAroundAPlaceholderTakesItIn() {
    Redactor redactor =
        Redactor.of(
            new RedactionSettings(Set.of(), List.of(CustomPattern.of("CODE", "to .{6,12} now"))));

    assertThat(redactor.redact("sent to [PHONE] now").text()).isEqualTo("sent [CODE]");
  }

  @Test
  void theSameNameAndPatternAreEqual() {
    assertThat(CustomPattern.of("OWN", "a"))
        .isEqualTo(CustomPattern.of("OWN", "a"))
        .hasSameHashCodeAs(CustomPattern.of("OWN", "a"))
        .isNotEqualTo(CustomPattern.of("OWN", "b"))
        .isNotEqualTo(CustomPattern.of("OTHER", "a"));
  }
}
