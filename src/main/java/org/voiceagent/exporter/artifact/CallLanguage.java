package org.voiceagent.exporter.artifact;

import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.language.LanguageGuess;
import org.voiceagent.exporter.language.LanguageVotes;

/** Finds the language of a call: the engine's word for it, else what the words look like. */
final class CallLanguage {
  /** With so much confidence, further turns would not change the result. */
  private static final double CERTAIN = 0.85;

  private CallLanguage() {}

  /**
   * The language of a call, which is also noted in its facts.
   *
   * @return empty if it is unknown, or not one that this program understands
   */
  static Optional<Language> of(Transcript transcript, List<Turn> turns, Facts.Builder facts) {
    Optional<String> told = facts.text(CallField.LANGUAGE).or(transcript::language);
    if (told.isPresent()) {
      facts.text(CallField.LANGUAGE, told.get());
      return Language.of(told.get());
    }
    LanguageGuess guess = guess(turns);
    Optional<Language> found = guess.confident();
    if (found.isPresent()) {
      facts.text(CallField.LANGUAGE, found.get().code());
      facts.number(CallField.LANGUAGE_CONFIDENCE, Math.round(guess.confidence() * 100) / 100.0);
    }
    return found;
  }

  /** By the caller's words; where they say too little, by the agent's, too. */
  private static LanguageGuess guess(List<Turn> turns) {
    LanguageVotes votes = new LanguageVotes();
    LanguageGuess guess = addUntilCertain(votes, turns, Speaker.CALLER);
    return guess.confident().isPresent() ? guess : addUntilCertain(votes, turns, Speaker.AGENT);
  }

  private static LanguageGuess addUntilCertain(
      LanguageVotes votes, List<Turn> turns, Speaker speaker) {
    for (Turn turn : turns) {
      if (turn.speaker() == speaker) {
        for (Line line : turn.lines()) {
          votes.add(line.text());
        }
        if (votes.guess().confidence() >= CERTAIN) {
          break;
        }
      }
    }
    return votes.guess();
  }
}
