package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+44 20 7946 0958, ''",
    "+442079460958, DE",
    "00442079460958, ''",
    "0044 (20) 7946-0958, ''",
    "+44 (0)20 7946 0958, ''",
    "020 7946 0958, GB",
    "(020) 7946 0958, gb",
    "2079460958, GB",
    "tel:+44-20-7946-0958, ''",
    "tel:+442079460958;phone-context=example.com, ''",
    "sip:+442079460958@example.com;user=phone, ''",
    "sips:02079460958@example.com, GB"
  })
  void everyFormOfANumberGivesAllItsForms(String written, String region) {
    CallerNumber number = CallerNumber.parse(written, region).orElseThrow();

    assertThat(number.forms())
        .contains("442079460958", "02079460958", "2079460958", "4402079460958");
    assertThat(number.isInternational()).isTrue();
    assertThat(number.toString()).doesNotContain("7946");
  }

  @Test
  void countriesWithoutATrunkPrefixAndWithAnotherAreKnown() {
    assertThat(CallerNumber.parse("+1 202 555 0143", "").orElseThrow().forms())
        .contains("12025550143", "2025550143");
    assertThat(CallerNumber.parse("202-555-0143", "US").orElseThrow().forms())
        .contains("12025550143", "2025550143");
    assertThat(CallerNumber.parse("06 1 234 5678", "HU").orElseThrow().forms())
        .contains("3612345678", "0612345678");
    assertThat(CallerNumber.parse("+39 06 1234 5678", "").orElseThrow().forms())
        .contains("390612345678", "0612345678");
  }

  @Test
  void numberOfAnUnknownCountryHasOneForm() {
    CallerNumber number = CallerNumber.parse("020 7946 0958", "").orElseThrow();
    assertThat(number.forms()).containsExactly("02079460958");
    assertThat(number.isInternational()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "sip:anna@example.com",
        "12",
        "+",
        "0f3a9c2d4e5b6071",
        "+4420794609581234567"
      })
  void otherTextsAreNotNumbers(String text) {
    assertThat(CallerNumber.parse(text, "")).isEmpty();
  }

  @Test
  void unknownRegionIsReported() {
    assertThatThrownBy(() -> CallerNumber.parse("020", "XX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GB");
  }
}
