package org.voiceagent.exporter.redaction.text;

import java.util.Set;

/** Words of everyday speech, which are not names. */
public final class CommonWords {
  private static final Set<String> WORDS = WordList.read("common-words.txt");

  /** No word of the list is longer; longer ones are not looked up. */
  private static final int LONGEST = 40;

  private CommonWords() {}

  /** Whether a lower-case word is one of them. */
  public static boolean contains(String word) {
    return (word.length() <= LONGEST && WORDS.contains(word.replace('\u2019', '\'')))
        || word.endsWith("'s")
        || word.endsWith("n't");
  }
}
