package org.voiceagent.exporter.redaction.text;

/**
 * A text, prepared so that patterns see at once where none of their matches begins. Not
 * thread-safe, because looking at it counts as work.
 */
public final class IndexedText {
  /** How many characters a beginning has. */
  static final int LENGTH = 3;

  /** What begins in a way that is not looked at: with a sign of another script, or too short. */
  static final int UNKNOWN = -1;

  private static final char FIRST = ' ';
  private static final char LAST = '~';

  /** How many characters are told apart. */
  static final int SIGNS = LAST - FIRST + 1;

  private final String text;
  private final CharSequence metered;
  private final int[] beginnings;

  /** For each place the next at which no word goes on; the text's length if there is none. */
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

  /** All of it. */
  String text() {
    return text;
  }

  /** The same for patterns, which counts each look at it as work. */
  public CharSequence metered() {
    return metered;
  }

  /** The number of what begins at a place; {@link #UNKNOWN} if that is not told. */
  int beginningAt(int place) {
    return beginnings[place];
  }

  /** The number of a beginning, the same for capital and small letters. */
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

  /** Whether it has a digit of ASCII. */
  boolean hasDigits() {
    return digits;
  }

  /** The next place, from this one on, before which no letter or digit of ASCII stands. */
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
