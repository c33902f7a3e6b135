package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.language.Language;

/** What people say on the telephone every day, and how it sounds to whoever listens. */
final class EverydaySentencesTest {
  private static final double AUDIBLE = 0.2;

  /** Requests, answers and facts, in which no feeling is heard. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a fun fact",
        "here is a fun fact for you",
        "yes please i'd like to change my appointment",
        "yes please",
        "no thank you",
        "no thanks",
        "hi good morning i am calling about my order",
        "could you please help me with my booking",
        "can you help me",
        "i need help with my account",
        "i would like to book a table for two",
        "sure",
        "ok",
        "okay that is all",
        "yes that is correct",
        "yes that's right",
        "that's right",
        "no that's not my number",
        "no it's not for me it's for my wife",
        "i do not have an account",
        "i don't know",
        "i have not received it yet",
        "it is on the right hand side",
        "can i pay by credit card",
        "the card ends in four two",
        "my name is grace",
        "my name is joy miller",
        "i live on hope street",
        "what is the party size",
        "is there free parking",
        "do you have anything free on friday",
        "i'd like to cancel my order",
        "please hold",
        "let me check",
        "one moment please",
        "can you repeat that please",
        "what are your opening hours",
        "i want to speak about an insurance claim",
        "it is about my life insurance",
        "i would like to report a lost card",
        "it was stolen",
        "there was an accident",
        "i have a question about a fine",
        "how much is the late fee",
        "is it like a subscription",
        "i would like that one",
        "like i said on monday",
        "the dead line is on tuesday",
        "put me through to billing please",
        "i need to dispute a charge",
        "a big fat latte",
        "nine one one four",
        "well i am calling for my mother",
        "i lost my password",
        "my alarm system",
        "the play store",
      })
  void noFeelingIsHeard(String text) {
    OptionalDouble score = LexiconScorer.of(Language.ENGLISH).score(text);

    assertThat(score).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "no that's great thanks",
        "no that is perfect thank you",
        "no you have been very helpful",
        "no i am happy with that",
        "no it works great now",
        "thank you so much",
        "thanks a lot for your help",
        "that is great",
        "perfect thank you",
        "that was fun",
        "we had fun",
        "excellent",
        "not bad at all",
        "no problem at all",
        "no worries",
        "i couldn't be happier",
        "i can't thank you enough",
        "you have been very kind",
        "i really appreciate it",
        "oh wonderful",
        "i love it",
        "that sounds good",
        "nothing else that was brilliant",
        "it never works this well elsewhere so i am delighted",
        "i have no complaints",
        "yes thank you that's great",
      })
  void peopleSoundPleased(String text) {
    assertThat(score(text)).as(text).isGreaterThanOrEqualTo(AUDIBLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "it is not working",
        "it's still not working",
        "it isn't working",
        "it doesn't work",
        "that does not help",
        "this is not good",
        "i am not happy",
        "i'm not very happy with this",
        "no that is not good enough",
        "that is not funny",
        "this is no fun",
        "this is terrible",
        "i am very disappointed",
        "you are not listening",
        "you don't understand me",
        "i have been waiting for an hour",
        "this is ridiculous",
        "what a waste of time",
        "i want to speak to a manager",
        "i want to make a complaint",
        "thanks for nothing",
        "you keep cutting out",
        "i already told you that",
        "nobody helped me",
        "i hate this",
        "stop it you are useless",
        "no this is wrong",
        "that is the worst service",
        "it broke again",
        "i am fed up",
      })
  void peopleSoundDispleased(String text) {
    assertThat(score(text)).as(text).isLessThanOrEqualTo(-AUDIBLE);
  }

  private static double score(String text) {
    return LexiconScorer.of(Language.ENGLISH).score(text).orElse(0);
  }
}
