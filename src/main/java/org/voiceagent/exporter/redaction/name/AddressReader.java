package org.voiceagent.exporter.redaction.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Reads a postal address of any country where one is expected: words, numbers and letters up to the
 * first everyday word that is not part of addresses. Not thread-safe.
 */
final class AddressReader {
  private static final int MOST_TOKENS = 40;
  private static final int MOST_INNER = 3;
  private static final int MOST_WORDS = 2;
  private static final int STEPS_PER_TOKEN = 20;

  /** Everyday words that also occur within addresses. */
  private static final Set<String> INNER =
      WordList.of(
          "of the on in and de la le les du des del da do dos das di van der den am an im zum"
              + " zur auf al el y e st saint old new north south east west upper lower high"
              + " church station mill park queens kings main bank post home center middle"
              + " second third fourth fifth sixth seventh eighth ninth tenth capital little long"
              + " front order market number county city town village");

  /** Words that make the number before them a quantity. */
  private static final Set<String> UNITS =
      WordList.of(
          "dollars dollar euros euro pounds cents percent feet sec seconds days day weeks years"
              + " months times people items degrees miles milligrams adults seats parcels kids"
              + " children minutes minute hours hour pm am o'clock stars nights tickets boxes"
              + " square row year x a per bed beds bedroom bedrooms bath baths bathroom bathrooms"
              + " star rooms room guests stops passengers");

  /** Words before an address, also in other languages. */
  private static final Set<String> FILLERS =
      WordList.of(
          "um uh uhm er erm well so okay ok yes yeah sure it's its it is that's that"
              + " would be this of course i'm i am live we we're at in on the my our to from no"
              + " moved now please can you send someone out near actually oh ah hmm they're he"
              + " she's they still with just currently staying lives should say says sorry right"
              + " alright hi und ja also das ist die der den an auf bei sí es está en mi la el"
              + " a vivo vive oui c'est j'habite au à alors sì è abito via dal het op de woon nu"
              + " moro na em agora fica");

  /** Everyday words right after the number of a house: "the" of "42 the paddocks". */
  private static final Set<String> INNER_AFTER_NUMBER =
      WordList.of(
          "the saint st old new north south east west upper lower high church station mill park"
              + " queens kings main bank hundred thousand and second third fourth fifth sixth"
              + " seventh eighth ninth tenth little long victoria");

  private static final Pattern ORDINAL = Pattern.compile("[0-9]+(?:st|nd|rd|th)");

  private final Segment segment;
  private final List<Token> tokens;
  private int end;
  private int inner;
  private int signs;
  private int numbers;
  private int names;
  private int words;
  private boolean street;
  private boolean stopped;

  private AddressReader(Segment segment) {
    this.segment = segment;
    tokens = segment.tokens();
  }

  /**
   * What may be an address.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param numbers how many numbers it contains
   * @param names how many words that are neither numbers nor everyday words
   * @param street whether it contains a word for a street
   * @param signs how many digits and single letters it contains
   */
  record Address(int start, int end, int numbers, int names, boolean street, int signs) {
    private static final int SHORTEST_CODE = 4;

    /** Whether it is one if an address was asked for. */
    boolean isAnswer() {
      return (numbers > 0 && names > 0) || (street && (numbers > 0 || names > 1));
    }

    /** Whether it is a postal code if an address was asked for. */
    boolean isCode() {
      return numbers > 0 && names == 0 && signs >= SHORTEST_CODE;
    }

    /** Whether it is one if its surroundings only suggest it. */
    boolean hasStreetAndNumber() {
      return street && numbers > 0 && names > 0;
    }
  }

  /** What may be an address from this token on; empty if there is nothing of the kind. */
  static Optional<Address> at(Segment segment, int first) {
    AddressReader reader = new AddressReader(segment);
    reader.read(first);
    if (reader.end == 0) {
      return Optional.empty();
    }
    int start = segment.tokens().get(first).start();
    return Optional.of(
        new Address(start, reader.end, reader.numbers, reader.names, reader.street, reader.signs));
  }

  /** Whether a token may come before an address: "yeah so that's". */
  static boolean isFiller(Segment segment, int i) {
    Token token = segment.tokens().get(i);
    return token.kind() == Token.Kind.SIGN
        || (token.kind() == Token.Kind.WORD && FILLERS.contains(token.word()));
  }

  /** Whether an address can begin with this token: neither a sign nor an everyday word. */
  static boolean mayBegin(Segment segment, int i) {
    Token token = segment.tokens().get(i);
    return token.kind() != Token.Kind.SIGN
        && (isNumber(token)
            || StreetWords.isUnit(token.word())
            || !(INNER.contains(token.word())
                || CommonWords.contains(token.word())
                || SpokenNumber.of(token.word()).isPresent()));
  }

  private void read(int first) {
    int i = first;
    while (!stopped && i < tokens.size() && i - first < MOST_TOKENS) {
      segment.work().steps(STEPS_PER_TOKEN);
      i = next(i);
    }
  }

  /** Takes in a token and returns the index of the one after it. */
  private int next(int i) {
    Token token = tokens.get(i);
    if (token.kind() == Token.Kind.SIGN) {
      stopped = !",-/#\u00ba\u00aa\u00b0\u2013'".contains(token.word()) && !isWithin(i);
      return i + 1;
    }
    if (isNumber(token)) {
      stopped = isQuantity(i);
      numbers += stopped ? 0 : 1;
      take(token, stopped ? 0 : isDigits(token) ? token.word().length() : 1, !stopped);
      return i + 1;
    }
    if (isWithoutNumber(i)) {
      numbers++;
      take(tokens.get(i + 2), 0, true);
      return i + 3;
    }
    Optional<SpelledLetter> letter =
        (token.kind() == Token.Kind.WORD && end > 0) || (token.isLetter() && isBeforeCode(i))
            ? SpelledLetter.at(tokens, i)
            : Optional.empty();
    if (letter.isPresent() && !isPronoun(i)) {
      take(tokens.get(letter.get().last()), 1, true);
      return letter.get().last() + 1;
    }
    word(token);
    return i + 1;
  }

  private void word(Token token) {
    String word = token.word();
    if (StreetWords.isSuffix(word) || StreetWords.isForeign(word)) {
      street = true;
      names += StreetWords.isForeign(word) && !StreetWords.isSuffix(word) ? 1 : 0;
      take(token, 0, true);
    } else if (StreetWords.isRareSuffix(word) && names > 0 && numbers > 0) {
      street = true;
      take(token, 0, true);
    } else if (StreetWords.isUnit(word) || token.kind() == Token.Kind.PLACEHOLDER) {
      take(token, 0, true);
    } else if (INNER.contains(word)) {
      stopped = ++inner > MOST_INNER;
    } else if (CommonWords.contains(word) || SpokenNumber.of(word).isPresent()) {
      stopped = true;
    } else {
      boolean name = PersonNames.of(word).mayBeName() || NameEvidence.isCapital(segment, token);
      names += name ? 1 : 0;
      stopped = !name && ++words > MOST_WORDS;
      take(token, 0, !stopped);
    }
  }

  private void take(Token token, int moreSigns, boolean isPart) {
    if (isPart) {
      end = token.end();
      signs += moreSigns;
      inner = 0;
    }
  }

  /** Figures, but not "6th", which is a day or part of a street's name. */
  private static boolean isDigits(Token token) {
    return token.kind() == Token.Kind.DIGITS
        || (token.kind() == Token.Kind.MIXED && !ORDINAL.matcher(token.word()).matches());
  }

  private static boolean isNumber(Token token) {
    return isDigits(token)
        || SpokenNumber.of(token.word())
            .filter(number -> number.kind() != SpokenNumber.Kind.BRIDGE)
            .isPresent();
  }

  /** "S/n": the house has no number, as Spanish addresses say. */
  private boolean isWithoutNumber(int i) {
    return end > 0
        && i + 2 < tokens.size()
        && tokens.get(i).word().equals("s")
        && tokens.get(i + 1).isSign('/')
        && tokens.get(i + 2).word().equals("n");
  }

  /** "Two hundred dollars", "5 pm", "$5", "one in Leeds", "3 events". */
  private boolean isQuantity(int i) {
    if (i > 0 && "$\u20ac\u00a3".contains(tokens.get(i - 1).word())) {
      return true;
    }
    if (i + 1 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(i + 1);
    return UNITS.contains(next.word()) || next.isSign('%') || isCounted(i + 1);
  }

  /** Whether a word after a number is an everyday word that is not part of a street's name. */
  private boolean isCounted(int i) {
    Token next = tokens.get(i);
    return next.kind() == Token.Kind.WORD
        && !INNER_AFTER_NUMBER.contains(next.word())
        && !isNumber(next)
        && !next.isLetter()
        && !StreetWords.isUnit(next.word())
        && !isStreet(next)
        && !Character.isUpperCase(segment.text().codePointAt(next.start()))
        && PersonNames.isEnglish(next.word())
        && !(i + 1 < tokens.size() && isStreet(tokens.get(i + 1)));
  }

  private static boolean isStreet(Token token) {
    String word = token.word();
    return StreetWords.isSuffix(word)
        || StreetWords.isRareSuffix(word)
        || StreetWords.isForeign(word);
  }

  /** "St. Mary's": the point does not end the sentence. */
  private boolean isWithin(int i) {
    return tokens.get(i).isSign('.')
        && i > 0
        && i + 1 < tokens.size()
        && tokens.get(i - 1).word().length() <= 4
        && !CommonWords.contains(tokens.get(i + 1).word());
  }

  /** Whether letters and numbers follow, as in a postal code. */
  private boolean isBeforeCode(int i) {
    return i + 1 < tokens.size() && (tokens.get(i + 1).isLetter() || isNumber(tokens.get(i + 1)));
  }

  /** "I" and "a" are letters only beside others. */
  private boolean isPronoun(int i) {
    String word = tokens.get(i).word();
    return (word.equals("i") || word.equals("a"))
        && !isBeforeCode(i)
        && !(i > 0 && (tokens.get(i - 1).isLetter() || isNumber(tokens.get(i - 1))));
  }
}
