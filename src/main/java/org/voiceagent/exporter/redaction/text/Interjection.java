package org.voiceagent.exporter.redaction.text;

import java.util.List;
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
    long spoken = words.stream().filter(token -> !isFigure(token)).count();
    return spoken <= LONGEST && others(words) <= MOST_OTHER_WORDS;
  }

  /** Whether tokens are only a hesitation before or after a number. */
  public static boolean isHesitation(List<Token> tokens, int mostOthers) {
    List<Token> words = words(tokens);
    return words.size() <= 9 && others(words) <= mostOthers;
  }

  private static List<Token> words(List<Token> tokens) {
    return tokens.size() > LONGEST * 4
        ? tokens
        : tokens.stream().filter(token -> token.kind() != Token.Kind.SIGN).toList();
  }

  private static long others(List<Token> words) {
    return words.stream().filter(Interjection::isOther).count();
  }

  /** Whether a token is a word that is more than an interjection. */
  public static boolean isOther(Token token) {
    return token.kind() == Token.Kind.WORD && !WORDS.contains(token.word()) && !isFigure(token);
  }

  /** Whether it is a number or a letter that is read back. */
  private static boolean isFigure(Token token) {
    return token.isLetter()
        || SpokenNumber.of(token.word()).isPresent()
        || SpelledLetter.isWord(token.word());
  }
}
