package org.voiceagent.exporter.redaction.text;

import java.util.Set;

/** Words of everyday speech, which are nobody's name where a name might be. */
public final class CommonWords {
  private static final Set<String> WORDS = WordList.read("common-words.txt");

  /** No word of the list is longer; a hostile one is not even looked up. */
  private static final int LONGEST = 40;

  private CommonWords() {}

  /** Whether a word is one, in lower case. */
  public static boolean contains(String word) {
    return (word.length() <= LONGEST && WORDS.contains(word.replace('\u2019', '\'')))
        || word.endsWith("'s")
        || word.endsWith("n't");
  }
}
