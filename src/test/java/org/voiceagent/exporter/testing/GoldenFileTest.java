package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A comparison that never fails would hide every change, so the comparison itself is tested. */
@DisabledIfSystemProperty(named = "golden.update", matches = "true")
final class GoldenFileTest {
  private static final GoldenFile SAMPLE = GoldenFile.of("testing/sample.txt");

  @Test
  void acceptsTheSameText() {
    assertThat(SAMPLE.text()).contains("once accepted");
    assertThatCode(() -> SAMPLE.matches(SAMPLE.text())).doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherTextAndSaysHowToAcceptIt() {
    assertThatThrownBy(() -> SAMPLE.matches("something else\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sample.txt")
        .hasMessageContaining("-Dgolden.update=true");
  }

  @Test
  void refusesAnythingWhereNothingWasAccepted() {
    assertThatThrownBy(() -> GoldenFile.of("testing/none.txt").matches("text\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none.txt is missing");
  }
}
