package org.voiceagent.exporter.redaction.name;

import java.util.List;
import org.voiceagent.exporter.redaction.name.PersonNames.Kind;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;

/** How likely words are a person's name, whatever stands around them; in ascending order. */
enum NameEvidence {
  /** Everyday words. */
  NONE,
  /** A family name that is also a word, without a capital letter to tell them apart. */
  AMBIGUOUS,
  /** An everyday word with a capital letter, even if it may be a family name. */
  CAPITAL,
  /** On no list: a rare name, or a word of another language. */
  UNKNOWN,
  /** A given name that is also a word, without a capital letter to tell them apart. */
  AMBIGUOUS_GIVEN,
  /** A family name, an ambiguous name beside another, or an ambiguous given name in capitals. */
  FAMILY,
  /** A given name. */
  GIVEN;

  /** How many tokens before and after a word show whether capitals are used as usual. */
  private static final int NEAR = 8;

  /** Judges the words of a possible name. */
  static NameEvidence of(Segment segment, List<Token> words) {
    if (words.isEmpty()) {
      return UNKNOWN;
    }
    Kind first = kind(words.get(0));
    boolean capital = isCapital(segment, words.get(0));
    boolean family =
        words.size() > 1
            && words.subList(1, words.size()).stream()
                .anyMatch(word -> isFamily(segment, word, capital));
    return switch (first) {
      case GIVEN -> GIVEN;
      case GIVEN_OR_WORD ->
          capital && family ? GIVEN : capital || family ? FAMILY : AMBIGUOUS_GIVEN;
      case FAMILY -> FAMILY;
      case FAMILY_OR_WORD -> family ? FAMILY : capital ? CAPITAL : AMBIGUOUS;
      case UNKNOWN -> family ? FAMILY : UNKNOWN;
      case WORD -> capital ? CAPITAL : NONE;
    };
  }

  boolean isAtLeast(NameEvidence least) {
    return compareTo(least) >= 0;
  }

  private static boolean isFamily(Segment segment, Token word, boolean capitals) {
    Kind kind = kind(word);
    return kind == Kind.FAMILY
        || kind == Kind.GIVEN
        || (kind != Kind.WORD && kind.isAmbiguous() && capitals && isCapital(segment, word));
  }

  static Kind kind(Token word) {
    return PersonNames.of(NameReader.withoutGenitive(word.word()));
  }

  /** Whether a word has a capital letter that is not due to its place in the sentence. */
  static boolean isCapital(Segment segment, Token word) {
    if (!Character.isUpperCase(segment.text().codePointAt(word.start()))) {
      return false;
    }
    int before = segment.tokenAt(word.start()) - 1;
    return before >= 0
        && (segment.tokens().get(before).kind() != Token.Kind.SIGN
            || !".?!:\u201c\"".contains(segment.tokens().get(before).word()))
        && hasSmallLettersNear(segment, before + 1);
  }

  /** Capitals tell nothing in a text of capitals. */
  private static boolean hasSmallLettersNear(Segment segment, int token) {
    List<Token> tokens = segment.tokens();
    return tokens.subList(Math.max(0, token - NEAR), Math.min(tokens.size(), token + NEAR)).stream()
        .anyMatch(
            near ->
                near.kind() == Token.Kind.WORD
                    && near.word().length() > 1
                    && Character.isLowerCase(segment.text().codePointAt(near.start())));
  }
}
