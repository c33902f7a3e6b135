package org.voiceagent.exporter.redaction.text;

/**
 * A text with an index of where patterns can begin to match. Not thread-safe, because reading it
 * counts as work.
 */
public final class IndexedText {
  /** How many characters of a beginning are indexed. */
  static final int LENGTH = 3;

  /** A beginning that is not indexed: too short, or with a character outside ASCII. */
  static final int UNKNOWN = -1;

  private static final char FIRST = ' ';
  private static final char LAST = '~';

  /** How many characters are distinguished. */
  static final int SIGNS = LAST - FIRST + 1;

  private final String text;
  private final CharSequence metered;
  private final int[] beginnings;

  /** For each place, the next place where a word can start; the text's length if there is none. */
  private final int[] wordStarts;

  private final boolean digits;

  private IndexedText(String text, CharSequence metered, int[] beginnings, int[] wordStarts) {
    this.text = text;
    this.metered = metered;
    this.beginnings = beginnings;
    this.wordStarts = wordStarts;
    digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  public static IndexedText of(String text, WorkBudget work) {
    int[] beginnings = new int[text.length()];
    for (int i = 0; i < beginnings.length; i++) {
      beginnings[i] = beginning(text, i);
    }
    int[] wordStarts = new int[text.length() + 1];
    wordStarts[text.length()] = text.length();
    for (int i = text.length() - 1; i >= 0; i--) {
      wordStarts[i] = isInsideWord(text, i) ? wordStarts[i + 1] : i;
    }
    return new IndexedText(text, new MeteredText(text, work), beginnings, wordStarts);
  }

  /** The whole text. */
  String text() {
    return text;
  }

  /** The text for patterns, which counts every character that is read as work. */
  public CharSequence metered() {
    return metered;
  }

  /** The number of the beginning at a place; {@link #UNKNOWN} if it is not indexed. */
  int beginningAt(int place) {
    return beginnings[place];
  }

  /** The number of a beginning, the same for upper and lower case. */
  private static int beginning(String text, int at) {
    if (at + LENGTH > text.length()) {
      return UNKNOWN;
    }
    int beginning = 0;
    for (int i = at; i < at + LENGTH; i++) {
      char c = text.charAt(i);
      if (c < FIRST || c > LAST) {
        return UNKNOWN;
      }
      beginning = beginning * SIGNS + (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) - FIRST;
    }
    return beginning;
  }

  /** Whether it contains an ASCII digit. */
  boolean hasDigits() {
    return digits;
  }

  /** The next place, from this one on, that is not preceded by an ASCII letter or digit. */
  int wordStart(int place) {
    return wordStarts[place];
  }

  private static boolean isInsideWord(String text, int place) {
    if (place == 0) {
      return false;
    }
    char c = text.charAt(place - 1);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
