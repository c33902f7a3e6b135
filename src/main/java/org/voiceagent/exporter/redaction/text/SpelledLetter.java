package org.voiceagent.exporter.redaction.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A spelled letter: "b", "b as in boy", "b for bravo", "bravo".
 *
 * @param letter in upper case
 * @param last the index of its last token
 */
public record SpelledLetter(String letter, int last) {
  private static final Set<String> LINKS = Set.of("for", "like", "as");

  private static final Map<String, String> ALPHABET =
      Map.ofEntries(
          Map.entry("alpha", "A"),
          Map.entry("alfa", "A"),
          Map.entry("bravo", "B"),
          Map.entry("charlie", "C"),
          Map.entry("delta", "D"),
          Map.entry("echo", "E"),
          Map.entry("foxtrot", "F"),
          Map.entry("golf", "G"),
          Map.entry("hotel", "H"),
          Map.entry("india", "I"),
          Map.entry("juliet", "J"),
          Map.entry("juliett", "J"),
          Map.entry("kilo", "K"),
          Map.entry("lima", "L"),
          Map.entry("mike", "M"),
          Map.entry("november", "N"),
          Map.entry("oscar", "O"),
          Map.entry("papa", "P"),
          Map.entry("quebec", "Q"),
          Map.entry("romeo", "R"),
          Map.entry("sierra", "S"),
          Map.entry("tango", "T"),
          Map.entry("uniform", "U"),
          Map.entry("victor", "V"),
          Map.entry("whiskey", "W"),
          Map.entry("xray", "X"),
          Map.entry("yankee", "Y"),
          Map.entry("zulu", "Z"));

  /** Whether a spelled letter begins at this token. */
  public static boolean is(List<Token> tokens, int i) {
    return tokens.get(i).kind() == Token.Kind.WORD && at(tokens, i).isPresent();
  }

  /** Whether a lower-case word stands for a letter by itself. */
  static boolean isWord(String word) {
    return ALPHABET.containsKey(word);
  }

  /** The spelled letter that begins at this token, if there is one. */
  public static Optional<SpelledLetter> at(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    String byAlphabet = ALPHABET.get(token.word());
    if (byAlphabet != null) {
      return Optional.of(new SpelledLetter(byAlphabet, i));
    }
    if (!token.isLetter() || token.word().charAt(0) > 'z') {
      return Optional.empty();
    }
    return Optional.of(
        new SpelledLetter(token.word().toUpperCase(Locale.ROOT), endOfExample(tokens, i)));
  }

  /** The end of "as in alpha" after the letter, if the example begins with the letter. */
  private static int endOfExample(List<Token> tokens, int i) {
    String letter = tokens.get(i).word();
    int at = i + 1;
    int ray = endOfRay(tokens, i);
    if (letter.equals("x") && ray > i) {
      return ray;
    }
    if (at < tokens.size() && LINKS.contains(tokens.get(at).word())) {
      at += at + 1 < tokens.size() && tokens.get(at + 1).word().equals("in") ? 2 : 1;
      if (at < tokens.size() && tokens.get(at).word().startsWith(letter)) {
        return letter.equals("x") ? endOfRay(tokens, at) : at;
      }
    }
    return i;
  }

  /** The index of "ray" in "x ray" or "x-ray"; the given index if the letter stands alone. */
  private static int endOfRay(List<Token> tokens, int i) {
    int ray = i + 1 < tokens.size() && tokens.get(i + 1).isSign('-') ? i + 2 : i + 1;
    return ray < tokens.size() && tokens.get(ray).word().equals("ray") ? ray : i;
  }
}
