package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.language.LanguageGuess;
import org.voiceagent.exporter.language.LanguageVotes;

/**
 * The language in which the words of each turn are read: the turn's own if its words leave little
 * doubt, else that of the whole conversation, else English.
 */
final class TurnLanguages {
  /** A turn in another language than its call has at least three words that only that one has. */
  private static final double LITTLE_DOUBT = 0.75;

  /** In a short call, two words tell more than the assumption that it is in English. */
  private static final double SOME_HINT = 0.3;

  private TurnLanguages() {}

  /** The language of each turn. */
  static List<Language> of(List<String> turns) {
    List<LanguageGuess> guesses = new ArrayList<>();
    LanguageVotes all = new LanguageVotes();
    for (String turn : turns) {
      LanguageVotes votes = new LanguageVotes().add(turn);
      guesses.add(votes.guess());
      all.addAll(votes);
    }
    LanguageGuess call = all.guess();
    Language usual =
        call.confidence() < SOME_HINT ? Language.ENGLISH : call.language().orElse(Language.ENGLISH);
    return guesses.stream()
        .map(guess -> guess.confidence() < LITTLE_DOUBT ? usual : guess.language().orElse(usual))
        .toList();
  }
}
