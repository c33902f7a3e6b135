package org.voiceagent.exporter.redaction;

import java.util.Set;

/** Words of everyday speech, which are nobody's name where a name might be. */
final class CommonWords {
  private static final Set<String> WORDS = WordList.read("common-words.txt");

  private CommonWords() {}

  /** Whether a word is one, in lower case. */
  static boolean contains(String word) {
    return WORDS.contains(word.replace('\u2019', '\''))
        || word.endsWith("'s")
        || word.endsWith("n't");
  }
}
