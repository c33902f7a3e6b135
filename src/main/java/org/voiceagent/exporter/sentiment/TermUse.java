package org.voiceagent.exporter.sentiment;

import java.util.ArrayList;
import java.util.List;

/**
 * A term where it stands in a text.
 *
 * @param term what it means
 * @param capitals whether all of it is shouted
 * @param pause what was between it and the term before
 */
record TermUse(Term term, boolean capitals, Word.Pause pause) {

  /** The terms in a text, each as long as the lexicon knows it, so that a phrase is one term. */
  static List<TermUse> of(List<Word> words, Lexicon lexicon) {
    List<TermUse> terms = new ArrayList<>(words.size());
    int at = 0;
    while (at < words.size()) {
      int until = endOfTerm(words, at, lexicon);
      List<Word> part = words.subList(at, until);
      boolean capitals = part.stream().allMatch(Word::capitals);
      terms.add(new TermUse(lexicon.term(text(part)), capitals, words.get(at).pause()));
      at = until;
    }
    return terms;
  }

  private static int endOfTerm(List<Word> words, int from, Lexicon lexicon) {
    int until = from + 1;
    int furthest = Math.min(words.size(), from + lexicon.longestFrom(words.get(from).text()));
    while (until < furthest && words.get(until).pause() == Word.Pause.NONE) {
      until++;
    }
    while (until > from + 1 && !lexicon.knows(text(words.subList(from, until)))) {
      until--;
    }
    return until;
  }

  private static String text(List<Word> words) {
    return words.size() == 1
        ? words.get(0).text()
        : String.join(" ", words.stream().map(Word::text).toList());
  }
}
