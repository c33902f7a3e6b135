package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.NumberWord;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Vocabulary;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Reads the tokens of one segment in a single pass and decides which belong to numbers; {@link
 * NumberRunBuilder} joins them. Not thread-safe.
 */
final class NumberRunReader {
  private static final String JOINING_SIGNS =
      ".,-/()+*#|~_\\;:\u2013\u2014\u2010\u2011\u2212\u00b7\u2022\u060c\u066b\u066c";

  /** The work of one token, in characters. */
  private static final int STEPS_PER_TOKEN = 10;

  private static final Set<String> MONEY =
      WordList.of("pound pounds pence euro euros dollar cent cents quid bucks");

  private static final Set<String> DASHES = Set.of("dash", "hyphen", "-", "slash");

  private final List<Token> tokens;
  private final Segment segment;
  private final boolean coded;
  private final NumberRunBuilder builder;

  private NumberRunReader(Segment segment, boolean coded) {
    this.segment = segment;
    tokens = segment.tokens();
    this.coded = coded;
    builder = new NumberRunBuilder(coded);
  }

  /**
   * The runs in order.
   *
   * @param coded whether letters that form no word may be part of a run
   */
  static List<NumberRun> read(Segment segment, boolean coded) {
    NumberRunReader reader = new NumberRunReader(segment, coded);
    for (int i = 0; i < reader.tokens.size(); i++) {
      segment.work().steps(STEPS_PER_TOKEN);
      if (segment.isExplained(reader.tokens.get(i))) {
        reader.builder.endRun();
      } else {
        i = reader.take(i);
      }
    }
    reader.builder.endRun();
    return reader.builder.runs();
  }

  /** Processes a token, possibly with following ones, and returns the index of the last. */
  private int take(int i) {
    Token token = tokens.get(i);
    switch (token.kind()) {
      case DIGITS -> builder.write(token);
      case MIXED -> builder.writeMixed(token);
      case WORD -> {
        return segment.vocabulary().isPresent()
            ? takeWord(i, segment.vocabulary().get())
            : takeWord(i);
      }
      case SIGN -> {
        if (JOINING_SIGNS.indexOf(token.word().codePointAt(0)) < 0) {
          builder.endRun();
        }
      }
      case PLACEHOLDER -> builder.endRun();
    }
    return i;
  }

  private int takeWord(int i) {
    Token token = tokens.get(i);
    if (token.word().equals("i")
        && i + 1 < tokens.size()
        && tokens.get(i + 1).word().equals("mean")) {
      return i;
    }
    Optional<SpelledLetter> letter = SpelledLetter.at(tokens, i);
    boolean example = letter.filter(spelled -> spelled.last() > i).isPresent();
    Optional<SpokenNumber> number = SpokenNumber.of(token.word());
    if (number.isPresent() && !example) {
      builder.say(number.get(), token);
      return i;
    }
    if (letter.isPresent() && !isArticle(i)) {
      Token last = tokens.get(letter.get().last());
      builder.letters(letter.get().letter(), token.start(), last.end());
      return letter.get().last();
    }
    if (isCode(i)) {
      builder.letters(token.word().toUpperCase(Locale.ROOT), token.start(), token.end());
    } else {
      builder.endRun();
    }
    return i;
  }

  /** The same in a language other than English. */
  private int takeWord(int i, Vocabulary words) {
    Token token = tokens.get(i);
    boolean adjacent = !builder.isEmpty() && builder.isAdjacent();
    boolean afterZero =
        adjacent
            && builder.last().form() == NumberPart.Form.FIGURES
            && builder.last().symbols().equals("0");
    Optional<NumberPhrase> number = NumberPhrase.at(words, tokens, i, afterZero, adjacent);
    if (number.isPresent()) {
      number.get().parts().forEach(builder::add);
      return number.get().last();
    }
    Optional<String> letter = letter(i, words);
    if (letter.isPresent()) {
      builder.letters(letter.get(), token.start(), token.end());
    } else if (words.isBridge(token) || isWithinDate(i, words)) {
      builder.bridge();
    } else if (isPartOfAccount(i, words) || (!words.isCommon(token) && isCode(i))) {
      builder.letters(token.word().toUpperCase(Locale.ROOT), token.start(), token.end());
    } else {
      builder.endRun();
    }
    return i;
  }

  /** "De" between a day and a month, or between a month and a year. */
  private boolean isWithinDate(int i, Vocabulary words) {
    return words.isOf(tokens.get(i))
        && !builder.isEmpty()
        && i + 1 < tokens.size()
        && (builder.last().form() == NumberPart.Form.MONTH
            || words.numbers(tokens.get(i + 1)).stream()
                .anyMatch(number -> number.kind() == NumberWord.Kind.MONTH));
  }

  /** A letter, by itself or by its name; one that is also a word counts only beside others. */
  private Optional<String> letter(int i, Vocabulary words) {
    Token token = tokens.get(i);
    boolean after = !builder.isEmpty() && builder.isAdjacent();
    boolean numberNext =
        i + 1 < tokens.size() && (isDigits(i + 1) || !words.numbers(tokens.get(i + 1)).isEmpty());
    if (token.isLetter() && token.word().charAt(0) <= 'z') {
      boolean letterNext = i + 1 < tokens.size() && tokens.get(i + 1).isLetter();
      boolean letterBefore = after && builder.last().isLetter();
      boolean beside = letterNext || letterBefore;
      boolean within = coded && token.capitals() && after && numberNext;
      boolean clear = !words.isCommon(token) || within || (beside && (coded || token.capitals()));
      return clear ? Optional.of(token.word().toUpperCase(Locale.ROOT)) : Optional.empty();
    }
    return words.letter(token).filter(letter -> after || numberNext);
  }

  /** The country or bank of an account before a spoken digit: "DE acht neun", "ABNA nul vier". */
  private boolean isPartOfAccount(int i, Vocabulary words) {
    Token token = tokens.get(i);
    boolean country =
        Iban.isCountry(token.word()) && (token.capitals() || (coded && !words.isCommon(token)));
    boolean bank = token.capitals() && token.word().length() == 4 && !builder.isEmpty();
    return (country || bank)
        && i + 1 < tokens.size()
        && !words.numbers(tokens.get(i + 1)).isEmpty();
  }

  /** "i" or "a" before a word that is neither a number nor a letter. */
  private boolean isArticle(int i) {
    String word = tokens.get(i).word();
    boolean divided =
        coded && !builder.isEmpty() && i > 0 && DASHES.contains(tokens.get(i - 1).word());
    return !divided
        && (word.equals("a") || word.equals("i"))
        && i + 1 < tokens.size()
        && tokens.get(i + 1).kind() == Token.Kind.WORD
        && !SpelledLetter.is(tokens, i + 1)
        && !tokens.get(i + 1).word().equals("as")
        && !tokens.get(i + 1).word().equals("for")
        && !tokens.get(i + 1).word().equals("like")
        && SpokenNumber.of(tokens.get(i + 1).word()).isEmpty();
  }

  /** Letters of a code: joined to digits by a dash, in capitals, or no word next to digits. */
  private boolean isCode(int i) {
    Token token = tokens.get(i);
    if (token.capitals()
        && Iban.isCountry(token.word())
        && i + 1 < tokens.size()
        && isDigits(i + 1)) {
      return true;
    }
    if (token.word().length() > 6
        || MONEY.contains(token.word())
        || CommonWords.contains(token.word())
        || segment.isCue(token)) {
      return false;
    }
    if (coded && isNoWord(i)) {
      return true;
    }
    Token before = i > 0 ? tokens.get(i - 1) : token;
    boolean joined =
        before.isSign('-') && !builder.isEmpty() && before.start() == builder.last().end();
    boolean shortCode = token.word().length() <= 2 && i + 1 < tokens.size() && isDigits(i + 1);
    boolean afterDigits = !builder.isEmpty() && builder.isAdjacent() && isDigits(i - 1);
    return joined
        || (shortCode && tokens.get(i + 1).start() <= token.end() + 1)
        || (token.capitals() && (afterDigits || codeFollows(i)));
  }

  /** Letters without a vowel, or with digits next to them. */
  private boolean isNoWord(int i) {
    String word = tokens.get(i).word();
    boolean vowels = word.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    int next = i + 1 < tokens.size() && tokens.get(i + 1).isSign('-') ? i + 2 : i + 1;
    boolean digitsNext = next < tokens.size() && isDigits(next);
    boolean last =
        i >= tokens.size() - 2 && (word.length() == 5 || word.length() == 2 || isAlone(i));
    boolean mixedBefore =
        i > 0 && builder.isAdjacent() && tokens.get(i - 1).kind() == Token.Kind.MIXED;
    return !vowels
        || digitsNext
        || last
        || (mixedBefore && !builder.isEmpty())
        || (!builder.isEmpty() && builder.isAdjacent() && builder.last().isLetter());
  }

  /** Whether the token is the only one, apart from a sign. */
  private boolean isAlone(int i) {
    return i == 0 && (tokens.size() == 1 || tokens.get(1).kind() == Token.Kind.SIGN);
  }

  private boolean codeFollows(int i) {
    boolean spaced = i + 1 < tokens.size() && tokens.get(i + 1).kind() != Token.Kind.SIGN;
    return spaced
        && (isDigits(i + 1)
            || (tokens.get(i + 1).capitals() && i + 2 < tokens.size() && isDigits(i + 2)));
  }

  private boolean isDigits(int i) {
    Token.Kind kind = tokens.get(i).kind();
    return kind == Token.Kind.DIGITS || kind == Token.Kind.MIXED;
  }
}
