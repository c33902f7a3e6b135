package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallNames.Shown;

final class CallNamesTest {
  private static final KeyedHash KEY = new KeyedHash(new byte[32]);

  private final CallNames names = CallNames.of(Shown.AUTO, () -> KEY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+4915112345678",
        "+44-20-7946-0958",
        "4915112345678",
        "00442079460958",
        "02079460958",
        "2025550143",
        "202-555-0143",
        "0151-12345678",
        "12025550143",
        "call-4915112345678",
        "call-+4915112345678-1",
        "1761449250.2163-4915112345678",
        "alice@example.com",
        "sip:alice@example.com",
        "sip:+442079460958",
        "+442079460958@example.com",
        "1001@pbx.example.com",
        "tel:+442079460958",
        "mailto:jane",
        "00:1b:63:84:45:e6",
        "00-1b-63-84-45-e6",
        "198.51.100.7"
      })
  void idThatLooksLikeAPersonHasAShortForm(String folder) {
    CallId id = names.id(folder).orElseThrow();

    assertThat(id.value()).matches("call-[0-9a-f]{16}");
    assertThat(names.id(id.value())).as("the short form of a short form").hasValue(id);
    assertThat(names.isShortForm(id)).isTrue();
    assertThat(names.folder(id)).hasValue(folder);
    assertThat(names.folder(id, List.of("other", folder))).hasValue(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1761449250.2163",
        "asterisk-1761449250.2163",
        "pbx-02-1761449250.21",
        "1761449250",
        "1761449250123",
        "1761449250123456789",
        "20251026032730",
        "202510260327",
        "2025-10-26",
        "2025-10-26T03:27:30Z",
        "call-20251026-032730",
        "550e8400-e29b-41d4-a716-446655440000",
        "call-550e8400-e29b-41d4-a716-446655440000",
        "CA5ef8732a3c49700934481addd5ce1659",
        "conv_01jd3v4k5m6n7p8q9r0s1t2u3v",
        "0000000123",
        "42",
        "123456789",
        "a84b4c76e66710@pc33.atlanta.example.com",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6@example.com",
        "3848276298220188511@atlanta.example.com",
        "planted-whole",
        "PJSIP-trunk-0000001a",
        "room:42",
        "4.3.0.12345",
        "call-0f3a9c2d4e5b6071"
      })
  void otherIdsAreShownAsTheyAre(String folder) {
    assertThat(names.id(folder)).hasValue(new CallId(folder));
  }

  @Test
  void numberWithAPlusIsAnIdAndALonePlusIsNot() {
    assertThat(CallId.parse("+4915112345678")).isPresent();
    assertThat(CallId.parse("+")).isEmpty();
    assertThat(CallId.parse("+a")).isEmpty();
    assertThat(CallId.parse("++49")).isEmpty();
  }

  @Test
  void everyIdHasAShortFormIfAskedForAndNoneIfNot() {
    CallNames keyed = CallNames.of(Shown.KEYED, () -> KEY);
    assertThat(keyed.id("1761449250.2163").orElseThrow().value()).matches("call-[0-9a-f]{16}");
    assertThat(CallNames.asTheyAre().id("alice@example.com"))
        .hasValue(new CallId("alice@example.com"));
    assertThat(CallNames.asTheyAre().isShortForm(new CallId("call-0f3a9c2d4e5b6071"))).isFalse();
  }

  @Test
  void textThatIsNotAnIdIsHiddenTooIfItLooksLikeAPerson() {
    assertThat(names.shown("tel:+44 20 7946 0958")).matches("call-[0-9a-f]{16}");
    assertThat(names.shown("no id at all")).isEqualTo("no id at all");
  }

  @Test
  void otherKeysMakeOtherShortForms() {
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(CallNames.of(Shown.AUTO, () -> new KeyedHash(other)).id("+4915112345678"))
        .isNotEqualTo(names.id("+4915112345678"));
  }
}
