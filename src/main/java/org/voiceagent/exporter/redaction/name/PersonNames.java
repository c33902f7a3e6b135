package org.voiceagent.exporter.redaction.name;

import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Which words are names of people. The lists and where they come from are described in {@code
 * docs/decisions/0015-names-from-lists.md}. They are read when the first text is redacted.
 */
final class PersonNames {
  private static final WordHashes GIVEN = WordHashes.read("given-names.txt");
  private static final WordHashes FAMILY = WordHashes.read("family-names.txt");
  private static final WordHashes ENGLISH = WordHashes.read("english-words.txt");

  /** Words that are never taken for names: function words of other languages, days and months. */
  private static final Set<String> FUNCTION_WORDS = list("function-words.txt");

  /** Places, brands and words of other languages that are names, too. */
  private static final Set<String> OTHER = list("other-words.txt");

  /** "He'll", "that'd". */
  private static final Pattern CONTRACTION = Pattern.compile("['\u2019](?:ll|re|ve|d|m|t)$");

  /** What a word is by itself. */
  enum Kind {
    /** A given name and nothing else. */
    GIVEN(true),
    /** A given name that is also a word, a place or a brand: "rose", "paris". */
    GIVEN_OR_WORD(true),
    /** A family name and nothing else. */
    FAMILY(true),
    /** A family name that is also a word: "price". */
    FAMILY_OR_WORD(true),
    /** On no list: a rare name, or a word of another language. */
    UNKNOWN(true),
    /** A word and no name. */
    WORD(false);

    private final boolean mayBeName;

    Kind(boolean mayBeName) {
      this.mayBeName = mayBeName;
    }

    boolean mayBeName() {
      return mayBeName;
    }

    /** Whether it is also something else than a name. */
    boolean isAmbiguous() {
      return this == GIVEN_OR_WORD || this == FAMILY_OR_WORD || this == WORD;
    }

    boolean isGiven() {
      return this == GIVEN || this == GIVEN_OR_WORD;
    }
  }

  private PersonNames() {}

  private static Set<String> list(String name) {
    return WordList.read("/" + PersonNames.class.getPackageName().replace('.', '/') + "/" + name);
  }

  /** Whether a lower-case word is a given name, whatever else it is. */
  static boolean isGiven(String word) {
    return GIVEN.contains(word);
  }

  /** Whether a lower-case word is in an English dictionary, whatever else it is. */
  static boolean isEnglish(String word) {
    return ENGLISH.contains(word) || CommonWords.contains(word);
  }

  /** Whether a lower-case word shows that a text is not English. */
  static boolean isForeign(String word) {
    return FUNCTION_WORDS.contains(word) && !isEnglish(word);
  }

  /** What a lower-case word is. */
  static Kind of(String word) {
    boolean common = CommonWords.contains(word) || CONTRACTION.matcher(word).find();
    if (FUNCTION_WORDS.contains(word) || (common && !GIVEN.contains(word))) {
      return Kind.WORD;
    }
    boolean other = common || OTHER.contains(word) || ENGLISH.contains(word);
    if (GIVEN.contains(word)) {
      return other ? Kind.GIVEN_OR_WORD : Kind.GIVEN;
    }
    if (FAMILY.contains(word)) {
      return other ? Kind.FAMILY_OR_WORD : Kind.FAMILY;
    }
    return other ? Kind.WORD : Kind.UNKNOWN;
  }
}
