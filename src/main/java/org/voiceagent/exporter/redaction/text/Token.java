package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, number or sign of a text. Invisible characters, such as white space, are not tokens.
 *
 * @param kind its kind
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 * @param word in lower case, with digits as 0 to 9
 * @param capitals whether it is a word of capital letters only
 */
public record Token(Kind kind, int start, int end, String word, boolean capitals) {
  /** The kinds of tokens. */
  public enum Kind {
    /** Letters, possibly with apostrophes. */
    WORD,
    /** Digits of any script. */
    DIGITS,
    /** Letters and digits. */
    MIXED,
    /** One character of another kind. */
    SIGN,
    /** A placeholder, such as {@code [CARD]}. */
    PLACEHOLDER
  }

  private static final int LONGEST_PLACEHOLDER = 34;

  /** All tokens in order. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = at + Character.charCount(c);
      if (isPartOfWord(c)) {
        end = endOfWord(text, at);
        tokens.add(word(text, at, end));
      } else if (c == '[' && endOfPlaceholder(text, at) > 0) {
        end = endOfPlaceholder(text, at);
        tokens.add(new Token(Kind.PLACEHOLDER, at, end, text.substring(at + 1, end - 1), false));
      } else if (!isUnseen(c)) {
        tokens.add(new Token(Kind.SIGN, at, end, text.substring(at, end), false));
      }
      at = end;
    }
    return tokens;
  }

  /** Whether it is this sign. */
  public boolean isSign(char sign) {
    return kind == Kind.SIGN && word.charAt(0) == sign;
  }

  /** Whether it is a single letter, as in a spelled name. */
  public boolean isLetter() {
    return kind == Kind.WORD && word.length() == 1;
  }

  private static Token word(String text, int start, int end) {
    StringBuilder word = new StringBuilder();
    boolean digits = false;
    boolean letters = false;
    for (int at = start; at < end; ) {
      int c = text.codePointAt(at);
      if (isDigit(c)) {
        digits = true;
        word.append(Character.digit(c, 10));
      } else {
        letters = true;
        word.appendCodePoint(c);
      }
      at += Character.charCount(c);
    }
    Kind kind = !digits ? Kind.WORD : letters ? Kind.MIXED : Kind.DIGITS;
    boolean capitals = kind == Kind.WORD && word.codePoints().allMatch(Character::isUpperCase);
    return new Token(kind, start, end, word.toString().toLowerCase(Locale.ROOT), capitals);
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean apostrophe = c == '\'' || c == '\u2019';
      boolean inside =
          isPartOfWord(c)
              || (apostrophe
                  && at + 1 < text.length()
                  && Character.isLetter(text.codePointAt(at + 1)));
      if (!inside) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static int endOfPlaceholder(String text, int from) {
    int end = Math.min(text.length(), from + LONGEST_PLACEHOLDER);
    for (int at = from + 1; at < end; at++) {
      char c = text.charAt(at);
      if (c == ']') {
        return at > from + 2 ? at + 1 : -1;
      }
      if ((c < 'A' || c > 'Z') && c != '_') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isPartOfWord(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || isDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isDigit(int c) {
    return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  private static boolean isUnseen(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
