package org.voiceagent.exporter.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.language.PlainLetters;

/**
 * A word as it was said, or, where the recognizer knows such things, shouted.
 *
 * @param text in lower case, with straight apostrophes, and without accents if so asked
 * @param capitals whether it has more than one letter and all are capitals
 * @param pause what was between it and the word before
 */
record Word(String text, boolean capitals, Pause pause) {
  /** How far two words are apart. */
  enum Pause {
    NONE,
    COMMA,
    SENTENCE
  }

  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}]*+(?:['\u2019][\\p{L}\\p{M}]++)*+");

  /**
   * The words at the beginning of a text.
   *
   * @param most at most so many
   * @param accents whether to remove accents
   */
  static List<Word> of(String text, int most, boolean accents) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    while (words.size() < most && matcher.find()) {
      words.add(word(matcher.group(), pause(text, end, matcher.start()), accents));
      end = matcher.end();
    }
    return words;
  }

  private static Word word(String written, Pause pause, boolean accents) {
    String lower = written.toLowerCase(Locale.ROOT);
    boolean capitals =
        written.length() > 1
            && !written.equals(lower)
            && written.equals(written.toUpperCase(Locale.ROOT));
    String text = accents ? PlainLetters.of(lower) : lower.replace('\u2019', '\'');
    return new Word(text, capitals, pause);
  }

  private static Pause pause(String text, int from, int until) {
    Pause pause = Pause.NONE;
    for (int i = from; i < until; i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '!' || c == '?' || c == ';') {
        return Pause.SENTENCE;
      }
      if (c == ',') {
        pause = Pause.COMMA;
      }
    }
    return pause;
  }
}
