package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.SpokenNumber.Kind;
import org.voiceagent.exporter.redaction.text.Token;

/** Gathers the runs of numbers of one passage in a single pass. Not thread-safe. */
public final class NumberRunReader {
  /** More words than this between two numbers mean that the second is another one. */
  private static final int WIDEST_GAP = 5;

  private static final String JOINING_SIGNS =
      ".,-/()+*#|~_\\;:\u2013\u2014\u2010\u2011\u2212\u00b7\u2022\u060c\u066b\u066c";

  private static final int LONGEST_MIXED = 34;

  /** What a token costs in characters looked at. */
  private static final int STEPS_PER_TOKEN = 10;

  private static final Set<String> UNITS =
      Set.of(
          "st", "nd", "rd", "th", "am", "pm", "k", "m", "kg", "g", "km", "cm", "mm", "h", "hr",
          "hrs", "min", "mins", "s", "sec", "ms", "gb", "mb", "tb", "kb", "px", "x", "mph", "kph",
          "ft", "lb", "lbs", "oz", "ml", "l", "c", "f", "v", "w", "kwh", "hz", "khz", "mhz", "ghz",
          "bn", "yo", "yrs", "p", "g's", "d", "am's", "mg", "€", "o'clock", "years");

  private static final Set<String> MONEY =
      Set.of(
          "pound", "pounds", "pence", "euro", "euros", "dollar", "cent", "cents", "quid", "bucks");

  private static final Set<String> DASHES = Set.of("dash", "hyphen", "-", "slash");

  /** Whether letters behind digits say what is counted: "15th", "6pm", "8gb". */
  public static boolean isUnit(String letters) {
    return UNITS.contains(letters);
  }

  private final List<Token> tokens;
  private final Segment segment;
  private final boolean coded;
  private final List<NumberRun> runs = new ArrayList<>();
  private List<NumberPart> pieces = new ArrayList<>();
  private int gap;
  private int repeats = 1;
  private int repeaterStart;
  private boolean openTens;
  private boolean openHundred;

  private NumberRunReader(Segment segment, boolean coded) {
    this.segment = segment;
    tokens = segment.tokens();
    this.coded = coded;
  }

  /**
   * The runs in order.
   *
   * @param coded whether letters that are no word may be part of one
   */
  static List<NumberRun> read(Segment segment, boolean coded) {
    NumberRunReader reader = new NumberRunReader(segment, coded);
    for (int i = 0; i < reader.tokens.size(); i++) {
      segment.work().steps(STEPS_PER_TOKEN);
      if (segment.isExplained(reader.tokens.get(i))) {
        reader.endRun();
      } else {
        i = reader.take(i);
      }
    }
    reader.endRun();
    return reader.runs;
  }

  /** Takes in the token, maybe with some after it, and returns the index of the last. */
  private int take(int i) {
    Token token = tokens.get(i);
    switch (token.kind()) {
      case DIGITS -> write(token);
      case MIXED -> writeMixed(token);
      case WORD -> {
        return takeWord(i);
      }
      case SIGN -> {
        if (JOINING_SIGNS.indexOf(token.word().codePointAt(0)) < 0) {
          endRun();
        }
      }
      case PLACEHOLDER -> endRun();
    }
    return i;
  }

  private void write(Token token) {
    String digits = token.word();
    boolean repeated = repeats > 1 && digits.length() == 1;
    add(
        new NumberPart(
            repeated ? NumberPart.Form.FIGURES : NumberPart.Form.WRITTEN,
            repeated ? digits.repeat(repeats) : digits,
            repeated ? repeaterStart : token.start(),
            token.end()));
  }

  private void writeMixed(Token token) {
    String word = token.word();
    int figures = 0;
    while (figures < word.length() && NumberPart.isDigit(word.charAt(figures))) {
      figures++;
    }
    String unit = word.substring(figures);
    if (word.length() > LONGEST_MIXED
        || (unit.length() < word.length()
            && !isWithinCode()
            && word.length() - unit.length() < 6
            && UNITS.contains(unit))) {
      endRun();
    } else {
      add(
          new NumberPart(
              NumberPart.Form.WRITTEN, word.toUpperCase(Locale.ROOT), token.start(), token.end()));
    }
  }

  /** Whether what comes next goes on with a code rather than being a quantity with its unit. */
  private boolean isWithinCode() {
    return !pieces.isEmpty()
        && gap == 0
        && (coded
            || (last().form() == NumberPart.Form.WRITTEN
                && last().digits() < last().symbols().length()));
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
      say(number.get(), token);
      return i;
    }
    if (letter.isPresent() && !isArticle(i)) {
      Token last = tokens.get(letter.get().last());
      add(new NumberPart(NumberPart.Form.LETTER, letter.get().letter(), token.start(), last.end()));
      return letter.get().last();
    }
    if (isCode(i)) {
      add(
          new NumberPart(
              NumberPart.Form.LETTER,
              token.word().toUpperCase(Locale.ROOT),
              token.start(),
              token.end()));
    } else {
      endRun();
    }
    return i;
  }

  /** "i" or "a" before a word that is neither number nor letter. */
  private boolean isArticle(int i) {
    String word = tokens.get(i).word();
    boolean divided =
        coded && !pieces.isEmpty() && i > 0 && DASHES.contains(tokens.get(i - 1).word());
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

  /** Letters of a code: joined to digits by a dash, or in capitals or no word next to them. */
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
    boolean joined = before.isSign('-') && !pieces.isEmpty() && before.start() == last().end();
    boolean shortCode = token.word().length() <= 2 && i + 1 < tokens.size() && isDigits(i + 1);
    boolean afterDigits = !pieces.isEmpty() && gap == 0 && isDigits(i - 1);
    return joined
        || (shortCode && tokens.get(i + 1).start() <= token.end() + 1)
        || (token.capitals() && (afterDigits || codeFollows(i)));
  }

  /** Three letters or more without a vowel between consonants, or with digits next to them. */
  private boolean isNoWord(int i) {
    String word = tokens.get(i).word();
    boolean vowels = word.chars().anyMatch(c -> "aeiouy".indexOf(c) >= 0);
    int next = i + 1 < tokens.size() && tokens.get(i + 1).isSign('-') ? i + 2 : i + 1;
    boolean digitsNext = next < tokens.size() && isDigits(next);
    boolean last =
        i >= tokens.size() - 2 && (word.length() == 5 || word.length() == 2 || isAlone(i));
    boolean mixedBefore = i > 0 && gap == 0 && tokens.get(i - 1).kind() == Token.Kind.MIXED;
    return !vowels
        || digitsNext
        || last
        || (mixedBefore && !pieces.isEmpty())
        || (!pieces.isEmpty() && gap == 0 && last().isLetter());
  }

  /** Whether the token is all that is said but for a sign. */
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

  private void say(SpokenNumber number, Token token) {
    switch (number.kind()) {
      case BRIDGE -> {
        if (token.word().equals("so") && isAmount()) {
          endRun();
        } else {
          bridge();
        }
      }
      case REPEATER -> {
        repeats = number.repeats();
        repeaterStart = token.start();
      }
      case HUNDRED -> multiply(number, token);
      case LARGE -> multiplyLarge(number, token);
      case TENS, TEEN, FIGURE -> sayFigures(number, token);
    }
  }

  /** "650, so 1300": what follows from an amount is another one. */
  private boolean isAmount() {
    return pieces.stream()
        .allMatch(piece -> piece.form() == NumberPart.Form.WRITTEN && piece.digits() <= 4);
  }

  private void bridge() {
    gap++;
    repeats = 1;
    if (gap > WIDEST_GAP) {
      endRun();
    }
  }

  private void multiply(SpokenNumber number, Token token) {
    if (!pieces.isEmpty() && gap == 0 && last().symbols().length() <= 2) {
      replaceLast(NumberPart.Form.NUMBER, last().symbols() + number.digits(), token.end());
      openHundred = true;
    } else {
      endRun();
    }
  }

  private void multiplyLarge(SpokenNumber number, Token token) {
    if (pieces.isEmpty()) {
      return;
    }
    if (last().symbols().length() > LONGEST_MIXED) {
      endRun();
      return;
    }
    replaceLast(NumberPart.Form.QUANTITY, last().symbols() + number.digits(), token.end());
  }

  private void sayFigures(SpokenNumber number, Token token) {
    boolean figure = number.kind() == Kind.FIGURE;
    if (figure && repeats > 1) {
      add(
          new NumberPart(
              NumberPart.Form.FIGURES,
              number.digits().repeat(repeats),
              repeaterStart,
              token.end()));
      return;
    }
    if (figure && openTens && gap == 0 && !number.digits().equals("0")) {
      String tens = last().symbols();
      replaceLast(
          last().form(), tens.substring(0, tens.length() - 1) + number.digits(), token.end());
      openTens = false;
      return;
    }
    boolean afterAnd = gap <= 1;
    if (openHundred && afterAnd && !figure) {
      String hundreds = last().symbols();
      replaceLast(
          NumberPart.Form.QUANTITY,
          hundreds.substring(0, hundreds.length() - 2) + number.digits(),
          token.end());
    } else {
      add(
          new NumberPart(
              figure ? NumberPart.Form.FIGURES : NumberPart.Form.NUMBER,
              number.digits(),
              token.start(),
              token.end()));
    }
    openTens = number.kind() == Kind.TENS;
    openHundred = false;
    gap = 0;
  }

  private NumberPart last() {
    return pieces.get(pieces.size() - 1);
  }

  private void replaceLast(NumberPart.Form form, String symbols, int end) {
    pieces.set(pieces.size() - 1, new NumberPart(form, symbols, last().start(), end));
    gap = 0;
  }

  private void add(NumberPart piece) {
    pieces.add(piece);
    gap = 0;
    repeats = 1;
    openTens = false;
    openHundred = false;
  }

  /** A letter at either end is a word of its own, such as "a", unless digits are joined to it. */
  private void endRun() {
    boolean digits = pieces.stream().anyMatch(piece -> piece.digits() > 0);
    if (digits || pieces.size() > 1 || (coded && !pieces.isEmpty())) {
      runs.add(new NumberRun(List.copyOf(pieces)));
    }
    pieces = new ArrayList<>();
    gap = 0;
    repeats = 1;
    openTens = false;
    openHundred = false;
  }
}
