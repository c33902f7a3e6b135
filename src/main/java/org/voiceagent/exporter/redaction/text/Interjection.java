package org.voiceagent.exporter.redaction.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short replies while the other speaker reads out a number: "uh-huh", "go on", "and then?". */
public final class Interjection {
  private static final int LONGEST = 10;
  private static final int MOST_OTHER_WORDS = 2;

  /** Words that ask for more, hesitate, or join the next part. */
  private static final Set<String> WORDS = WordList.read("interjections.txt");

  private Interjection() {}

  /** Whether a segment is only an interjection, possibly with numbers that are read back. */
  public static boolean is(Segment segment) {
    if (segment.tokens().size() > LONGEST * 4) {
      return false;
    }
    List<Token> words = words(segment.tokens());
    Optional<Vocabulary> known = segment.vocabulary();
    long spoken = words.stream().filter(token -> !isFigure(token, known)).count();
    long others = words.stream().filter(token -> isMore(token, known)).count();
    return spoken <= LONGEST && others <= MOST_OTHER_WORDS;
  }

  /** Whether it is neither a number nor said while another speaker reads one out. */
  private static boolean isMore(Token token, Optional<Vocabulary> known) {
    return isOther(token) && known.filter(words -> isFamiliar(token, words)).isEmpty();
  }

  private static boolean isFamiliar(Token token, Vocabulary words) {
    return words.isTalk(token) || !words.numbers(token).isEmpty();
  }

  /** Whether English tokens are only a hesitation before or after a number. */
  public static boolean isHesitation(List<Token> tokens, int mostOthers) {
    return isHesitation(tokens, mostOthers, Optional.empty());
  }

  /**
   * Whether tokens are only a hesitation before or after a number.
   *
   * @param known the vocabulary of their language; empty for English
   */
  static boolean isHesitation(List<Token> tokens, int mostOthers, Optional<Vocabulary> known) {
    List<Token> words = words(tokens);
    return words.size() <= 9
        && words.stream().filter(token -> isOther(token, known)).count() <= mostOthers;
  }

  private static List<Token> words(List<Token> tokens) {
    return tokens.size() > LONGEST * 4
        ? tokens
        : tokens.stream().filter(token -> token.kind() != Token.Kind.SIGN).toList();
  }

  /** Whether a token is a word that is more than an interjection. */
  public static boolean isOther(Token token) {
    return token.kind() == Token.Kind.WORD && !WORDS.contains(token.word()) && !isFigure(token);
  }

  /**
   * Whether a token is a word that is more than an interjection or a link to a number.
   *
   * @param known the vocabulary of its language; empty for English
   */
  static boolean isOther(Token token, Optional<Vocabulary> known) {
    return isMore(token, known) && known.filter(words -> words.isLink(token)).isEmpty();
  }

  private static boolean isFigure(Token token, Optional<Vocabulary> known) {
    return isFigure(token) || known.filter(words -> !words.numbers(token).isEmpty()).isPresent();
  }

  /** Whether it is a number or a letter that is read back. */
  private static boolean isFigure(Token token) {
    return token.isLetter()
        || SpokenNumber.of(token.word()).isPresent()
        || SpelledLetter.isWord(token.word());
  }
}
