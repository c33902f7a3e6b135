package org.voiceagent.exporter.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.sentiment.LexiconScorer;

/**
 * The time to read a file grows no faster than the file, whatever short text it repeats. Time is
 * that of the reading thread's processor, so a busy machine hardly matters.
 */
final class HostileRepetitionTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ReadLimits LIMITS = ReadLimits.defaults();
  private static final SecretNames SECRETS = new SecretNames();

  /** Size of the first try; a text that is read quickly at this size is not tried further. */
  private static final int FIRST = 4 << 10;

  /** What the slowest harmless text of {@link #FIRST} bytes needs many times less of. */
  private static final long SUSPICIOUS_NANOS = 4_000_000;

  /** Size at which a text that was not read quickly is looked at. */
  private static final int LARGE = 32 << 10;

  /** Most time for any text of {@link #LARGE} bytes. */
  private static final long MOST_NANOS = 1_000_000_000;

  /** Twice the text may take about twice as long; the rest is for the garbage collector. */
  private static final double MOST_GROWTH = 3;

  /**
   * How often growth is measured before it counts as too fast. A neighbour on the same processor
   * slows one measurement; a reader that is not linear is slow in each.
   */
  private static final int TRIES = 5;

  private static final int MOST_TOKENS = Integer.getInteger("faults.tokens", 2_000);

  private static final String[] SIGNS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "?",
    "&",
    "*",
    "!",
    "|",
    ">",
    "'",
    "\"",
    "%",
    "#",
    "$",
    "\\",
    "_",
    ".",
    "+",
    " ",
    "\n",
    "\t",
    "a",
    "1",
    "é",
    "\uD83D\uDE00",
    "\u2028"
  };

  /** Longer tokens that mean something to one of the readers. */
  private static final String[] WORDS = {
    "${A:-",
    "${A:-}",
    "${A",
    "${",
    "$${A:=b",
    "eyJ",
    "eyJ-",
    "-eyJaaaaaaaa",
    "sk-",
    "bearer ",
    "basic\t",
    "a://",
    "a://b:",
    "://:@",
    "?token=",
    "-----BEGIN ",
    "api_key",
    "_token",
    "token_",
    "- - ",
    "? ? ",
    "a: ",
    "a:\n",
    "a: b\n",
    "&a ",
    "*a ",
    "&a *a\n",
    "!a ",
    "!!",
    "<<: *a\n",
    "[,",
    "{a: ",
    "{a,",
    "[a: ",
    "--- ",
    "---\n",
    "...\n",
    "%a\n",
    "|\n a\n",
    "\"\\n",
    "\\\n",
    "''",
    "\n\n ",
    "# a\n",
    "{\"a\":",
    "\"a\":1,",
    "\"a\":[",
    "[1,",
    "1e",
    "1.1",
    "0x1",
    "1:1:1:",
    "2025-",
    "T0",
    "+0200",
    "\\u0041",
    "\\ud83d",
    "not ",
    "not good ",
    "good ",
    "but ",
    "no that's ",
    "GOOD ",
    "!!!",
    "it is not ",
    "hang up ",
    "don't ",
    "'s",
    "tel:",
    "+1 ",
    "00",
    "a.",
    "a.b.",
    "deletion."
  };

  /** Where a text may stand; each is a whole file around it. */
  enum Place {
    SNAPSHOT_WHOLE(text -> text, Place::snapshot),
    SNAPSHOT_VALUE(text -> "a:\n  b: " + text + "\nc: 1\n", Place::snapshot),
    SNAPSHOT_QUOTED(text -> "a: \"" + quoted(text) + "\"\n", Place::snapshot),
    SNAPSHOT_NUMBER(text -> "a_ms: '" + text.replace("'", "''") + "'\n", Place::snapshot),
    SNAPSHOT_KEY(text -> "? \"" + quoted(text) + "\"\n: {a: b, c: d}\n", Place::snapshot),
    SNAPSHOT_FLOW(text -> "a: {b: [" + text, Place::snapshot),
    SNAPSHOT_BLOCK(text -> "a: |\n  " + text, Place::snapshot),
    SUMMARY_WHOLE(text -> text, Place::summary),
    SUMMARY_INSIDE(text -> "{" + text, Place::summary),
    SUMMARY_KEY(text -> "{\"" + quoted(text) + "\":{\"a\":1}}", Place::summary),
    SUMMARY_TIME(text -> "{\"started_at\":\"" + quoted(text) + "\"}", Place::summary),
    SUMMARY_COUNT(text -> "{\"turns\":\"" + quoted(text) + "\"}", Place::summary),
    SUMMARY_SCORE(text -> "{\"sentiment\":\"" + quoted(text) + "\"}", Place::summary),
    SUMMARY_TEXT(text -> "{\"error_message\":\"" + quoted(text) + "\"}", Place::summary),
    SUMMARY_CALLER(text -> "{\"caller\":\"" + quoted(text) + "\"}", Place::summary),
    SUMMARY_LIST(text -> "{\"turn_ms\":[" + text, Place::summary),
    TRANSCRIPT_WHOLE(text -> text, Place::transcript),
    TRANSCRIPT_TEXT(
        text -> "{\"role\":\"user\",\"text\":\"" + quoted(text) + "\"}\n", Place::transcript),
    TRANSCRIPT_TIME(
        text -> "{\"role\":\"user\",\"ts\":\"" + quoted(text) + "\"}\n", Place::transcript),
    TRANSCRIPT_SCORE(
        text -> "{\"role\":\"user\",\"sentiment\":\"" + quoted(text) + "\"}\n", Place::transcript),
    TRANSCRIPT_PARTS(text -> "{\"role\":\"user\",\"text\":[" + text, Place::transcript),
    TRANSCRIPT_ROLE(text -> "{\"role\":\"" + quoted(text) + "\"}\n", Place::transcript),
    FEEDBACK_WHOLE(text -> text, Place::feedback),
    FEEDBACK_VALUE(text -> "{\"csat\":\"" + quoted(text) + "\"}", Place::feedback);

    private final UnaryOperator<String> file;
    private final Consumer<byte[]> reader;

    Place(UnaryOperator<String> file, Consumer<byte[]> reader) {
      this.file = file;
      this.reader = reader;
    }

    private static void snapshot(byte[] bytes) {
      SnapshotReader.read(bytes, LIMITS, SECRETS);
    }

    private static void summary(byte[] bytes) {
      SummaryReader.read(bytes, LIMITS, CallerHashing.OFF);
    }

    private static void transcript(byte[] bytes) {
      List<org.voiceagent.exporter.call.Transcript.Turn> turns =
          TranscriptReader.read(bytes, LIMITS).turns();
      TranscriptFacts.latencies(turns, new ArrayList<>());
      TranscriptFacts.sentiment(
          turns,
          (text, language) -> LexiconScorer.of(language).score(text),
          () -> Optional.of(Language.ENGLISH));
      new TurnTaking(turns).completeInto(Facts.none().toBuilder());
    }

    private static void feedback(byte[] bytes) {
      FeedbackReader reader = new FeedbackReader(Facts.none().toBuilder(), LIMITS);
      reader.object(bytes);
      reader.lines(bytes);
    }

    private static String quoted(String text) {
      StringBuilder quoted = new StringBuilder();
      text.chars()
          .forEach(
              c ->
                  quoted.append(
                      c == '"' || c == '\\'
                          ? "\\" + (char) c
                          : c < ' ' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
      return quoted.toString();
    }

    private long nanos(String token, int size) {
      byte[] bytes = file.apply(token.repeat(size / token.getBytes(UTF_8).length)).getBytes(UTF_8);
      long begin = THREADS.getCurrentThreadCpuTime();
      reader.accept(bytes);
      return THREADS.getCurrentThreadCpuTime() - begin;
    }

    private long leastNanos(String token, int size) {
      return Stream.generate(() -> nanos(token, size)).limit(3).min(Long::compare).orElseThrow();
    }

    /** How many times as long a text of twice the size takes, measured again for each element. */
    private Stream<Double> growths(String token) {
      return Stream.generate(
          () -> (double) leastNanos(token, 2 * LARGE) / leastNanos(token, LARGE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void readingTimeGrowsNoFasterThanTheRepetitions(Place place) {
    staysLinear(place, tokensOfOneOrTwo());
  }

  /**
   * Some of the 27,000 tokens of three signs, others in each run; more by {@code faults.tokens}.
   */
  @Tag("faults")
  @ParameterizedTest
  @EnumSource
  void readingTimeGrowsNoFasterThanRepetitionsOfThreeSigns(Place place) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(place + ": seed " + seed);
    List<String> tokens = new ArrayList<>(times(times(Stream.of(SIGNS))).toList());
    Collections.shuffle(tokens, new Random(seed));
    staysLinear(place, tokens.subList(0, Math.min(MOST_TOKENS, tokens.size())));
  }

  @Test
  void generatorHasEveryShortToken() {
    assertThat(tokensOfOneOrTwo()).contains("$", "a:", "{\"", "${A:-").hasSizeGreaterThan(900);
  }

  private static void staysLinear(Place place, List<String> tokens) {
    tokens.stream().limit(100).forEach(token -> place.nanos(token, 1 << 10)); // compiles
    for (String token : tokens) {
      if (place.nanos(token, FIRST) > SUSPICIOUS_NANOS
          && place.leastNanos(token, FIRST) > SUSPICIOUS_NANOS) {
        assertThat(place.leastNanos(token, LARGE))
            .as("ns to read %d bytes of \"%s\" in %s", LARGE, token, place)
            .isLessThan(MOST_NANOS);
        assertThat(place.growths(token).limit(TRIES).takeWhile(growth -> growth >= MOST_GROWTH))
            .as("times as long for twice the bytes of \"%s\" in %s", token, place)
            .hasSizeLessThan(TRIES);
      }
    }
  }

  private static List<String> tokensOfOneOrTwo() {
    return Stream.of(Stream.of(WORDS), Stream.of(SIGNS), times(Stream.of(SIGNS)))
        .flatMap(tokens -> tokens)
        .toList();
  }

  private static Stream<String> times(Stream<String> tokens) {
    return tokens.flatMap(first -> Stream.of(SIGNS).map(second -> first + second));
  }
}
