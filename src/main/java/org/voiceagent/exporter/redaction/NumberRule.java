package org.voiceagent.exporter.redaction;

import java.util.Locale;

/**
 * Takes out long numbers: written in any script, spoken in English, or half and half, whatever they
 * are split by. One pass over the text, in which a run of numbers ends at the first word or sign
 * that has no part in a number.
 */
record NumberRule() implements Rule {
  @Override
  public Redacted apply(Redacted before) {
    return new Pass(before).redacted();
  }

  private static final class Pass {
    private static final String PLACEHOLDER = "[NUMBER]";

    /** Separators besides spaces, dashes, underscores and what cannot be seen. */
    private static final String SEPARATORS = ".,/()+\\*#|~\u2212\u00b7\u2022\u060c\u066b\u066c";

    /** The longest words that say a number have nine letters. */
    private static final int LONGEST_SPOKEN = 9;

    private final String text;
    private final StringBuilder kept = new StringBuilder();
    private int copied;
    private int hits;
    private NumberRun run = new NumberRun();

    Pass(Redacted before) {
      text = before.text();
      hits = before.hits();
    }

    Redacted redacted() {
      int at = 0;
      while (at < text.length()) {
        int c = text.codePointAt(at);
        if (isPartOfWord(c)) {
          at = readWord(at);
        } else {
          if (!isSeparator(c)) {
            endRun();
          }
          at += Character.charCount(c);
        }
      }
      endRun();
      return new Redacted(kept.append(text, copied, text.length()).toString(), hits);
    }

    /** Takes in the word that starts here and returns where it ends. */
    private int readWord(int from) {
      int digits = 0;
      int at = from;
      while (at < text.length() && isInsideWord(at)) {
        int c = text.codePointAt(at);
        digits += isDigit(c) ? 1 : 0;
        at += Character.charCount(c);
      }
      if (digits > 0) {
        run.write(digits, from, at);
      } else {
        readLetters(from, at);
      }
      return at;
    }

    private void readLetters(int from, int until) {
      String word = until - from > LONGEST_SPOKEN ? "" : text.substring(from, until);
      SpokenNumber.of(word.toLowerCase(Locale.ROOT))
          .ifPresentOrElse(number -> run.say(number, from, until), this::endRun);
    }

    private void endRun() {
      if (run.isPersonal()) {
        int start = startWithSigns();
        kept.append(text, copied, start).append(PLACEHOLDER);
        copied = run.end();
        hits++;
      }
      run = new NumberRun();
    }

    /** With the plus of a telephone number, and the parenthesis that is closed within it. */
    private int startWithSigns() {
      int start = run.start();
      String number = text.substring(start, run.end());
      int closed = number.indexOf(')');
      int opened = number.indexOf('(');
      if (closed >= 0 && (opened < 0 || closed < opened) && follows('(', start)) {
        start--;
      }
      return follows('+', start) ? start - 1 : start;
    }

    private boolean follows(char sign, int at) {
      return at > copied && text.charAt(at - 1) == sign;
    }

    private boolean isInsideWord(int at) {
      int c = text.codePointAt(at);
      boolean apostrophe = c == '\'' || c == '\u2019';
      return isPartOfWord(c)
          || (apostrophe && at + 1 < text.length() && isPartOfWord(text.codePointAt(at + 1)));
    }

    private static boolean isPartOfWord(int c) {
      return Character.isLetter(c) || isDigit(c) || isMark(c);
    }

    private static boolean isDigit(int c) {
      int type = Character.getType(c);
      return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK
          || type == Character.ENCLOSING_MARK
          || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isSeparator(int c) {
      return Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || Character.isISOControl(c)
          || isInvisibleOrJoining(Character.getType(c))
          || SEPARATORS.indexOf(c) >= 0;
    }

    private static boolean isInvisibleOrJoining(int type) {
      return type == Character.FORMAT
          || type == Character.DASH_PUNCTUATION
          || type == Character.CONNECTOR_PUNCTUATION;
    }
  }
}
