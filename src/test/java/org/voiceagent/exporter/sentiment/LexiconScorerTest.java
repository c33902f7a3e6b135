package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexiconScorerTest {
  private static final LexiconScorer SCORER = LexiconScorer.bundled();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "this is great thank you so much | 0.4 | 1",
        "this is terrible I am very angry | -1 | -0.5",
        "what time do you open on friday | -0.1 | 0.1",
        "that is not good | -0.6 | -0.1",
        "I am not happy with this at all | -0.7 | -0.2",
        "the agent was nice but my problem is a disaster | -1 | -0.2",
        "no | 0 | 0",
      })
  void callersSoundAsTheirWordsDo(String text, double least, double most) {
    assertThat(SCORER.score(text)).isPresent();
    assertThat(SCORER.score(text).getAsDouble()).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({
    "good, very good",
    "good, good!!",
    "slightly good, good",
    "it was good, it was GOOD",
    "not good, good",
    "bad but good, bad and good",
  })
  void secondTextScoresHigherUnlessItIsTurned(String one, String other) {
    double first = SCORER.score(one).orElseThrow();
    double second = SCORER.score(other).orElseThrow();
    if (one.startsWith("bad")) {
      assertThat(first).isGreaterThan(second);
    } else {
      assertThat(second).isGreaterThan(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "12345", "?!... --", "😀"})
  void textWithoutWordsHasNoScore(String text) {
    assertThat(SCORER.score(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Да, спасибо большое", "خیلی ممنون", "vielen Dank", "谢谢"})
  void wordsOfOtherLanguagesAreNeutral(String text) {
    assertThat(SCORER.score(text)).hasValue(0);
  }

  @Test
  void scoreIsAlwaysWithinBoundsWhateverTheText() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String[] words = {"good", "TERRIBLE", "not", "very", "but", "!", "don't", "happy", "é", "7"};
    for (int round = 0; round < 1_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      SCORER
          .score(text.toString())
          .ifPresent(score -> assertThat(score).as("seed %d", seed).isBetween(-1.0, 1.0));
    }
  }

  @Test
  void veryLongTextIsScoredByItsBeginning() {
    assertThat(SCORER.score("good ".repeat(500_000)).orElseThrow()).isBetween(0.9, 1.0);
  }
}
