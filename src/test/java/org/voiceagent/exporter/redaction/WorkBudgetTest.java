package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.number.Region;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.WorkBudget;

/** For every hostile text, the work is linear in the length, limited, and can be cancelled. */
final class WorkBudgetTest {
  /** One or two of each kind of character that detectors distinguish. */
  private static final String CHARACTERS =
      "aexk1905 .,-:;/@_=+#?&'\"()[]<>{}|%$*!~\n\u00e9\u4e00\u0663\ud83d";

  /** Words with which patterns and detectors begin, or that they count. */
  private static final List<String> WORDS =
      List.of(
          "at ",
          "dot ",
          "one ",
          "double ",
          "and ",
          "my ",
          "name ",
          "is ",
          "pin ",
          "code ",
          "card ",
          "phone ",
          "the ",
          "a ",
          "may ",
          "of ",
          "born ",
          "in ",
          "street ",
          "no ",
          "um ",
          "for ",
          "as ",
          "x ",
          "eyJ",
          "sk-",
          "://",
          "token",
          "=",
          "DE89",
          "[CARD]",
          "[",
          "hundred ",
          "thousand ",
          "twenty ",
          "flat ",
          "rue ",
          "calle ",
          "box ",
          "2025-",
          "1st ",
          "first ",
          "password ",
          "passphrase ",
          "capital ",
          "bearer ",
          "basic ",
          "curl -u ",
          "-----BEGIN ",
          "PRIVATE KEY-----",
          "number ",
          "hotel",
          "november ",
          "memorable word ",
          "who is ",
          "speaking ",
          "{\"password\":",
          "DB_PASS=",
          "\ud83d\ude00",
          "s'");

  private static final int LENGTH = 1_500;

  /** A doubled text may take this much more than twice the time. */
  private static final double MOST_GROWTH = 2.4;

  /** Half of the budget. */
  private static final int MOST_STEPS = WorkBudget.STEPS_PER_CHARACTER / 2;

  private static final Detectors DETECTORS = new Detectors(RedactionSettings.everything());

  @Test
  void repeatedTokenTakesTwiceTheStepsForTwiceTheLength() {
    List<String> tokens = tokens();
    Collections.shuffle(tokens, new Random(Long.getLong("seed", System.nanoTime())));

    assertLinear(tokens.subList(0, 400));
    assertLinear(WORDS);
  }

  @Tag("faults")
  @Test
  void everyRepeatedTokenTakesTwiceTheStepsForTwiceTheLength() {
    assertLinear(tokens());
  }

  @Test
  void numberReadOutOverThousandsOfTurnsTakesTimeInProportion() {
    long some = cpuTime(turns("one two three", "uh-huh", 1_000));
    long more = cpuTime(turns("one two three", "uh-huh", 6_000));

    assertThat(more).isLessThan(12 * Math.max(some, 40_000_000L));
  }

  @Test
  void textThatTakesTooLongIsWithheldAndNoOther() {
    Redactor redactor = Redactor.of(withQuadraticPattern());

    List<Redacted> redacted =
        redactor.redactDialogue(
            List.of(
                new Utterance(Speaker.CALLER, "my card is 4111 1111 1111 1111"),
                new Utterance(Speaker.AGENT, "z".repeat(30_000)),
                new Utterance(Speaker.CALLER, "it is a zebra")));

    assertThat(redacted)
        .extracting(Redacted::text)
        .containsExactly("my card is [CARD]", "[WITHHELD]", "it is a [LETTER]ebra");
    assertThat(redacted.get(1).matches()).containsExactly(new Match("WITHHELD", 0, 30_000));
  }

  @Test
  void withheldTextStaysWithheldWhenRedactedAgain() {
    assertThat(Redactor.strict().redact("[WITHHELD]"))
        .isEqualTo(new Redacted("[WITHHELD]", List.of()));
  }

  @Test
  void nobodyWaitingEndsTheWork() {
    AtomicInteger asked = new AtomicInteger();
    Redactor redactor = Redactor.strict().stoppingWhen(() -> asked.incrementAndGet() > 2);

    assertThatThrownBy(() -> redactor.redact("my number is one two. ".repeat(50_000)))
        .isInstanceOf(RedactionCancelled.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void interruptEndsTheWorkAndStays() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Redactor.strict().redact("my number is one two. ".repeat(5_000)))
          .isInstanceOf(RedactionCancelled.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void assertLinear(List<String> tokens) {
    List<String> slow = new ArrayList<>();
    for (String token : tokens) {
      long once = steps(token, LENGTH);
      long twice = steps(token, 2 * LENGTH);
      if (twice > MOST_GROWTH * once + 5_000 || twice / (2 * LENGTH) > MOST_STEPS) {
        slow.add("\"%s\": %d, then %d steps".formatted(token, once, twice));
      }
    }
    assertThat(slow).isEmpty();
  }

  /** All texts of one and two characters, all pairs of words, and many longer texts. */
  private static List<String> tokens() {
    List<String> tokens = new ArrayList<>(WORDS);
    for (int i = 0; i < CHARACTERS.length(); i++) {
      tokens.add(CHARACTERS.substring(i, i + 1));
      for (int j = 0; j < CHARACTERS.length(); j++) {
        tokens.add("" + CHARACTERS.charAt(i) + CHARACTERS.charAt(j));
      }
    }
    WORDS.forEach(first -> WORDS.forEach(second -> tokens.add(first + second)));
    Random random = new Random(5);
    for (int i = 0; i < 4_000; i++) {
      StringBuilder token = new StringBuilder();
      for (int length = 3 + random.nextInt(2); length > 0; length--) {
        int at = random.nextInt(CHARACTERS.length());
        token.append(
            random.nextInt(4) == 0
                ? WORDS.get(random.nextInt(WORDS.size()))
                : CHARACTERS.substring(at, at + 1));
      }
      tokens.add(token.toString());
    }
    return tokens;
  }

  private static long steps(String token, int length) {
    WorkBudget work = WorkBudget.unlimited();
    Segment segment = new Segment(Speaker.CALLER, token.repeat(length / token.length()), work);
    DETECTORS.detectForms(segment);
    DETECTORS.detectInConversation(List.of(segment));
    return work.spent();
  }

  private static List<Utterance> turns(String caller, String agent, int count) {
    List<Utterance> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add(new Utterance(Speaker.CALLER, caller));
      turns.add(new Utterance(Speaker.AGENT, agent));
    }
    return turns;
  }

  /** The processor time of this thread alone, because the machine may be busy. */
  private static long cpuTime(List<Utterance> turns) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Redactor.strict().redactDialogue(turns);
    return threads.getCurrentThreadCpuTime() - start;
  }

  /** RE2 finds one match in linear time, but reads to the end of the text for each of these. */
  private static RedactionSettings withQuadraticPattern() {
    return new RedactionSettings(
        EnumSet.allOf(Region.class), List.of(CustomPattern.of("LETTER", "z.*\\?|z")));
  }
}
