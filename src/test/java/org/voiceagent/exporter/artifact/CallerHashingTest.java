package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.KeyedHash;

/** One caller, one hash, however an engine writes the number. */
final class CallerHashingTest {
  private final CallerHashing hashing =
      CallerHashing.with(
          new KeyedHash(
              "0123456789abcdef".repeat(2).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+4930901820",
        "4930901820",
        "004930901820",
        "+49 30 901820",
        "+49 (30) 90-18-20",
        " +49.30.901820 ",
        "tel:+4930901820",
        "tel:+49-30-901820;ext=12",
        "sip:+4930901820@example.com",
        "SIPS:4930901820@10.0.0.1;transport=tls",
        "\"Berlin Office\" <sip:+4930901820@example.com>",
      })
  void formsOfOneNumberAreOneCaller(String written) {
    assertThat(hashing.of(written)).hasValue(hashing.of("+4930901820").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "anonymous", "Unknown", "sip:anonymous@anonymous.invalid", "RESTRICTED"})
  void whoWithholdsTheNumberIsNobody(String written) {
    assertThat(hashing.of(written)).isEmpty();
  }

  @Test
  void hashHasSixteenDigitsAndDependsOnTheKey() {
    assertThat(hashing.of("+4930901820").orElseThrow()).matches("[0-9a-f]{16}");
    CallerHashing other = CallerHashing.with(new KeyedHash(new byte[32]));
    assertThat(other.of("+4930901820")).isNotEqualTo(hashing.of("+4930901820"));
    assertThat(CallerHashing.OFF.of("+4930901820")).isEmpty();
  }

  @Test
  void whatIsShownInAFileGivesTheSameHashAgain() {
    String shown = hashing.shown("+4930901820").orElseThrow();
    assertThat(shown).doesNotContain("901820");
    assertThat(hashing.of(shown)).isEqualTo(hashing.of("+4930901820"));
  }
}
