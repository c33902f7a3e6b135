package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.Speaker;

final class RedactorTest {
  private static final Redactor REDACTOR = Redactor.strict();

  /** Shorter times are too inaccurate to compare. */
  private static final long SHORTEST_NS = 40_000_000L;

  /** Far more than 100,000 characters take, and far less than quadratic time would. */
  private static final long PATIENCE_NS = 4_000_000_000L;

  private static final List<String> PARTS =
      List.of(
          """
          4,1,11,234,5678901,one,two,oh,double,triple,twenty,nineteen,-,.,/,(,),+,_,@,a,b,x,com,at,\
          dot,DE89,GB29,NWBK,3704,my name is,name's,this is,speaking,Jo,j,[,],[NUMBER],[NAME],:,::,é,\
          and,dash,um,http://,://,?,&,token,=,token=,sk-,bearer,sk_abcdefgh,aaaaaaaaaaaaaaaaaaaa,\
          1a2b3c,fe80,۴,٣,½,',pin is,cvv,i,%,~,#,",<,10.0.0.1,password\
          """
              .split(",", -1));

  static Stream<String> personal() throws IOException {
    return lines("personal.txt");
  }

  static Stream<String> harmless() throws IOException {
    return lines("harmless.txt");
  }

  @ParameterizedTest
  @MethodSource("personal")
  void personalDataIsReplaced(String line) {
    String[] saidAndLeft = line.split(" \\| ", -1);

    Redacted redacted = REDACTOR.redact(saidAndLeft[0].strip());

    assertThat(redacted.text()).isEqualTo(saidAndLeft[1].strip());
    assertThat(redacted.matches()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  @ValueSource(strings = {"", " ", "\n", "\uD800", "\u0000"})
  void harmlessTextStays(String text) {
    assertThat(REDACTOR.redact(text)).isEqualTo(new Redacted(text, List.of()));
  }

  @Test
  void everyHitIsCounted() {
    assertThat(REDACTOR.redact("a@b.com, c@d.com or 1234567").matches()).hasSize(3);
  }

  @Test
  void digitsSplitByWhatCannotBeSeenAreFound() {
    assertThat(REDACTOR.redact("4111\u200b1111\u00a01111\u00ad1111").text()).isEqualTo("[CARD]");
  }

  @Test
  void numberReadOutInPiecesIsFoundInEachTurnAndInTheReadBack() {
    assertThat(
            said(
                "A: can I have your card number please",
                "C: sure it's four one one one",
                "A: uh-huh",
                "C: one one one one",
                "A: go on",
                "C: double one double one one one one one"))
        .containsExactly(
            "can I have your card number please",
            "sure it's [CARD]",
            "uh-huh",
            "[CARD]",
            "go on",
            "[CARD]");
  }

  @Test
  void sameDigitsAreAnOrderOrAPinByWhatWasAsked() {
    assertThat(said("A: what is your order number", "C: four four one two"))
        .contains("four four one two");
    assertThat(said("A: what is your pin", "C: four four one two")).contains("[SECRET]");
  }

  @Test
  void redactingTwiceChangesNothing() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      String text = randomText(random);

      String once = REDACTOR.redact(text).text();

      assertThat(REDACTOR.redact(once))
          .as("seed %d: %s", seed, text)
          .isEqualTo(new Redacted(once, List.of()));
    }
  }

  private static List<String> said(String... lines) {
    List<Utterance> utterances =
        Stream.of(lines)
            .map(
                line ->
                    new Utterance(
                        line.startsWith("A") ? Speaker.AGENT : Speaker.CALLER, line.substring(3)))
            .toList();
    return REDACTOR.redactDialogue(utterances).stream().map(Redacted::text).toList();
  }

  static Stream<String> hostile() {
    return Stream.of(
        "eyJ",
        "1-",
        "1.1.1.",
        "x as x ",
        "one thousand ",
        "\uD83D\uDE00",
        "1",
        "one ",
        "double ",
        "twenty ",
        "1 and ",
        "(",
        "+",
        "(1",
        "1111 x(",
        "a@",
        "a.",
        "ab-",
        "a b ",
        "a dot ",
        "a at ",
        "at b.",
        "x at b.c.",
        "a:",
        "::",
        "?a",
        "?token",
        "://",
        "a://?",
        "token",
        "bearer ",
        "sk-",
        "a/",
        "=",
        "DE89 ",
        "DE89 AAAA ",
        "AA11",
        "1.",
        "my name is ",
        "name is um ",
        "name is a b ",
        "this is a ",
        "pin is a",
        "a'",
        "\u0301",
        "\uD800",
        "[");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void fourTimesTheHostileTextTakesAboutFourTimesAsLong(String part) {
    long some = cpuTime(part, 8_000);

    assertThat(cpuTime(part, 32_000)).isLessThan(8 * Math.max(some, SHORTEST_NS));
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("hostile")
  void longHostileTextIsDoneInTime(String part) {
    assertThat(cpuTime(part, 100_000)).isLessThan(PATIENCE_NS);
  }

  /** The processor time of this thread alone, because the machine may be busy. */
  private static long cpuTime(String part, int length) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    REDACTOR.redact(part.repeat(length / part.length()));
    return threads.getCurrentThreadCpuTime() - start;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(28); i > 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size()))).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private static Stream<String> lines(String name) throws IOException {
    try (InputStream resource = RedactorTest.class.getResourceAsStream("/redaction/" + name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }
}
