package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final Redactor REDACTOR = Redactor.strict();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my card is 4111 1111 1111 1111 ok | my card is [NUMBER] ok",
        "call 555-123-4567 | call [NUMBER]",
        "call +44 (0)20 7946 0958 please | call [NUMBER] please",
        "born 12/04/1971 | born [NUMBER]",
        "it is four one one one two two | it is [NUMBER]",
        "double five, triple nine, oh | [NUMBER]",
        "five five five dash one two three four | [NUMBER]",
        "4 one 1 five | [NUMBER]",
        "write to jane.doe@example.com now | write to [EMAIL] now",
        "jane at example dot com | [EMAIL]",
        "from 192.168.10.21 | from [IP]",
        "at 2001:db8:0:1::5 | at [IP]",
        "DE89 3704 0044 0532 0130 00 | [NUMBER]",
        "sk-abcdef1234567890 | [SECRET]",
        "Bearer abc.def.ghi123 | [SECRET]",
        "My name is Jane Doe | my name is [NAME]",
        "my name is jane and I am late | my name is [NAME] and I am late",
      })
  void personalDataIsReplaced(String text, String expected) {
    Redacted redacted = REDACTOR.redact(text);

    assertThat(redacted.text()).isEqualTo(expected);
    assertThat(redacted.hits()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see you at 10:30",
        "it costs $4.99",
        "one or two days",
        "room 101 on floor 3",
        "no one answered, not one time",
        "version 4.2.1",
        "",
      })
  void harmlessTextStays(String text) {
    assertThat(REDACTOR.redact(text)).isEqualTo(new Redacted(text, 0));
  }

  @Test
  void redactingTwiceChangesNothingAndNoLongRunOfDigitsIsEverLeft() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "4",
            "11",
            "one",
            "oh",
            "double",
            " ",
            "-",
            ".",
            "/",
            "(",
            "@",
            "a",
            "com",
            "IBAN",
            "my name is",
            "Jo",
            "[",
            "]",
            ":",
            "é",
            ",",
            "and");
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      String once = REDACTOR.redact(text.toString()).text();
      assertThat(once).as("seed %d", seed).doesNotContainPattern("[0-9]{4}");
      assertThat(REDACTOR.redact(once).text()).as("seed %d: %s", seed, text).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "one ", "a@", "a.", "1.", "ab-", "my name is ", "a:", "double ", "AA11"})
  void longHostileTextTakesLinearTime(String part) {
    String text = part.repeat(100_000 / part.length());

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> REDACTOR.redact(text));
  }
}
