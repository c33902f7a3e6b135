package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.language.Language;

final class LexiconScorerTest {
  private static final LexiconScorer SCORER = LexiconScorer.of(Language.ENGLISH);

  /** The scores VADER's authors give for the sentences they explain it with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VADER is smart, handsome, and funny. | 0.8316",
        "VADER is not smart, handsome, nor funny. | -0.7424",
        "VADER is smart, handsome, and funny! | 0.8439",
        "VADER is very smart, handsome, and funny. | 0.8545",
        "VADER is VERY SMART, handsome, and FUNNY. | 0.9227",
        "VADER is VERY SMART, handsome, and FUNNY!!! | 0.9342",
        "The book was good. | 0.4404",
        "The book was kind of good. | 0.3832",
        "The plot was good, but the characters are uncompelling and the dialog is not great."
            + " | -0.7042",
        "At least it isn't a horrible book. | 0.4310",
      })
  void rulesGiveThePublishedScores(String text, double published) {
    assertThat(score(text)).isCloseTo(published, within(0.0001));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "this is great thank you so much | 0.4 | 1",
        "no that's great thanks | 0.4 | 1",
        "no, that's great | 0.4 | 1",
        "no problem good service | 0.3 | 1",
        "not bad at all | 0.1 | 0.5",
        "it couldn't be better | 0.4 | 1",
        "this is terrible I am very angry | -1 | -0.5",
        "I am not happy with this at all | -0.7 | -0.2",
        "the agent was nice but my problem is a disaster | -1 | -0.2",
        "this is not working | -0.6 | -0.2",
        "it is not working great | -0.6 | -0.2",
        "it isn\u2019t working | -0.6 | -0.2",
        "your line does not work well | -0.6 | -0.2",
        "you hung up on me | -0.7 | -0.3",
        "what a waste of time | -0.7 | -0.3",
        "i'm fed up | -0.7 | -0.2",
        "i can't stand this | -0.7 | -0.2",
        "thanks for nothing | -0.7 | -0.2",
        "let me speak to a manager | -0.6 | -0.2",
        "it is pretty bad | -0.8 | -0.5",
        "nobody is happy | -0.7 | -0.2",
      })
  void callersSoundAsTheirWordsDo(String text, double least, double most) {
    assertThat(score(text)).isBetween(least, most);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "yes",
        "yes please",
        "what time do you open on friday",
        "i would like to cancel my appointment",
        "yes ok could you help me with my credit card please",
        "good morning",
        "we have two hours to kill time",
        "my po box is in kia",
      })
  void answersAndRequestsAreNoFeelings(String text) {
    assertThat(SCORER.score(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "good | very good",
        "good | good!!",
        "slightly good | good",
        "a bit good | good",
        "it was good | it was GOOD",
        "not good | good",
        "very bad | bad",
        "bad!! | bad",
        "good but bad | bad but good",
        "good but bad | good and bad",
        "it is not good | it is not. good",
      })
  void secondTextScoresHigher(String one, String other) {
    assertThat(score(other)).isGreaterThan(score(one));
  }

  @Test
  void negationReachesThreeWordsAndNoFarther() {
    assertThat(score("not one two good")).isNegative();
    assertThat(score("not one two three good")).isPositive();
  }

  @Test
  void capitalsThatDoNotStandOutAreNoEmphasis() {
    assertThat(score("THIS IS GOOD")).isEqualTo(score("this is good"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'great'", "\u201cgreat\u201d", "great-", "great,", "Great", "(great)"})
  void signsAroundAWordDoNotHideIt(String text) {
    assertThat(score(text)).isEqualTo(score("great"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"self-confident", "good-natured-sounding"})
  void hyphenatedWordsAreFoundWholeOrInParts(String text) {
    assertThat(score(text)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "12345", "10:30", "?!... --", "\ud83d\ude00", "\ud83d"})
  void textWithoutWordsHasNoScore(String text) {
    assertThat(SCORER.score(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Да, спасибо большое", "خیلی ممنون", "vielen herzlichen Dank", "谢谢"})
  void wordsOfOtherLanguagesHaveNoScore(String text) {
    assertThat(SCORER.score(text)).isEmpty();
  }

  @Test
  void englishAmongOtherScriptsCounts() {
    assertThat(score("да, great, спасибо")).isEqualTo(score("great"));
  }

  @Test
  void scoreIsAlwaysWithinBoundsWhateverTheText() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "good TERRIBLE not very but ! don't happy é 7 , . kind of no that's hung up on me ' -"
                .split(" ", -1));
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())))
            .append(random.nextInt(4) == 0 ? "" : " ")
            .append(random.nextInt(8) == 0 ? (char) random.nextInt(0x10000) : ' ');
      }
      SCORER
          .score(text.toString())
          .ifPresent(score -> assertThat(score).as("seed %d: %s", seed, text).isBetween(-1.0, 1.0));
    }
  }

  @Test
  void veryLongTextIsScoredByItsFirstWords() {
    String beginning = "fine ".repeat(2_000);

    assertThat(score(beginning + "terrible ".repeat(200_000))).isEqualTo(score(beginning));
  }

  private static double score(String text) {
    return SCORER.score(text).orElseThrow();
  }
}
