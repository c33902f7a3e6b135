package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.redaction.text.NumberLexicon;
import org.voiceagent.exporter.redaction.text.NumberWord;
import org.voiceagent.exporter.redaction.text.NumberWord.Kind;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Vocabulary;

/**
 * The number words at one place of a text, read by the rules of their language: "vierundzwanzig",
 * "quatre-vingt-dix-sept", "doble cero". One word may hold several numbers: "nulzes".
 *
 * @param parts the numbers in order, at least one
 * @param last the index of the last token
 */
record NumberPhrase(List<NumberPart> parts, int last) {
  /** No number of one value has more words. */
  private static final int MOST_WORDS = 16;

  /** A repeater repeats one figure. */
  private static final int MOST_REPEATS = 4;

  /**
   * A number word and the token it belongs to.
   *
   * @param word its meaning
   * @param token the index of its token
   */
  private record Atom(NumberWord word, int token) {}

  /**
   * The numbers that begin at a token.
   *
   * @param afterZero whether a zero was said right before, so that "quatre vingt" is two numbers
   * @param beside whether a number was said right before
   */
  static Optional<NumberPhrase> at(
      Vocabulary words, List<Token> tokens, int first, boolean afterZero, boolean beside) {
    List<Atom> atoms = atoms(words, tokens, first);
    if (atoms.isEmpty() || atoms.get(0).word().kind() == Kind.AND) {
      return Optional.empty();
    }
    List<NumberPart> parts = new ArrayList<>();
    int at = 0;
    while (at < atoms.size()) {
      int end = number(words, tokens, atoms, at, afterZero && at == 0, beside || at > 0, parts);
      if (end == at) {
        return parts.isEmpty() || atoms.get(at).token() == first
            ? Optional.empty()
            : Optional.of(new NumberPhrase(parts, atoms.get(at - 1).token()));
      }
      at = end;
      if (at == atoms.size() || atoms.get(at).token() != atoms.get(at - 1).token()) {
        break;
      }
    }
    return Optional.of(new NumberPhrase(parts, atoms.get(at - 1).token()));
  }

  /** The number words of the tokens from here on, as long as there are no others between. */
  private static List<Atom> atoms(Vocabulary words, List<Token> tokens, int first) {
    List<Atom> atoms = new ArrayList<>();
    for (int i = first; i < tokens.size() && atoms.size() < MOST_WORDS; i++) {
      Token token = tokens.get(i);
      boolean hyphen = i > first && token.isSign('-') && token.start() == tokens.get(i - 1).end();
      if (!hyphen) {
        List<NumberWord> numbers = words.numbers(token);
        if (numbers.isEmpty()) {
          break;
        }
        for (NumberWord number : numbers) {
          atoms.add(new Atom(number, i));
        }
      }
    }
    return atoms;
  }

  /**
   * Reads one number and returns the index of the atom after it; the given one if there is none.
   */
  private static int number(
      Vocabulary words,
      List<Token> tokens,
      List<Atom> atoms,
      int from,
      boolean afterZero,
      boolean beside,
      List<NumberPart> parts) {
    NumberWord first = atoms.get(from).word();
    switch (first.kind()) {
      case MONTH -> {
        parts.add(part(tokens, atoms, from, from, NumberPart.Form.MONTH, two(first.value())));
        return from + 1;
      }
      case REPEATER -> {
        return repeated(tokens, atoms, from, from + 1, first.value(), parts);
      }
      case UNIT_BESIDE_NUMBERS -> {
        boolean next =
            from + 1 < atoms.size()
                && (atoms.get(from + 1).token() == atoms.get(from).token()
                    || isNumber(atoms.get(from + 1).word()));
        if (!beside && !next) {
          return from;
        }
      }
      default -> {
        boolean times =
            from + 1 < atoms.size()
                && atoms.get(from + 1).word().kind() == Kind.TIMES
                && first.kind() == Kind.UNIT
                && first.value() >= 2
                && first.value() <= MOST_REPEATS;
        if (times) {
          return times(words, tokens, atoms, from, parts);
        }
      }
    }
    return value(words.grammar(), tokens, atoms, from, afterZero, parts);
  }

  private static boolean isNumber(NumberWord word) {
    return word.kind() == Kind.UNIT || word.kind() == Kind.TEEN || word.kind() == Kind.TENS;
  }

  /** "Dreimal die Vier": three, times, possibly an article, and the figure. */
  private static int times(
      Vocabulary words, List<Token> tokens, List<Atom> atoms, int from, List<NumberPart> parts) {
    int figure = from + 2;
    if (figure == atoms.size()) {
      int next = atoms.get(from + 1).token() + 1;
      if (next < tokens.size() && words.isLink(tokens.get(next))) {
        atoms.addAll(atoms(words, tokens, next + 1));
      }
    }
    return repeated(tokens, atoms, from, figure, atoms.get(from).word().value(), parts);
  }

  private static int repeated(
      List<Token> tokens,
      List<Atom> atoms,
      int from,
      int figure,
      int times,
      List<NumberPart> parts) {
    if (figure >= atoms.size()) {
      return from;
    }
    NumberWord word = atoms.get(figure).word();
    if (word.kind() != Kind.UNIT && word.kind() != Kind.UNIT_BESIDE_NUMBERS) {
      return from;
    }
    String digits = Integer.toString(word.value()).repeat(times);
    parts.add(part(tokens, atoms, from, figure, NumberPart.Form.FIGURES, digits));
    return figure + 1;
  }

  private static int value(
      NumberLexicon grammar,
      List<Token> tokens,
      List<Atom> atoms,
      int from,
      boolean afterZero,
      List<NumberPart> parts) {
    NumberValue value = new NumberValue(grammar, afterZero);
    int end = from;
    int taken = from;
    while (end < atoms.size()) {
      boolean accepted = value.take(atoms.get(end).word());
      if (!accepted) {
        break;
      }
      end++;
      if (!value.awaitsMore()) {
        taken = end;
      }
    }
    if (taken == from) {
      return from;
    }
    parts.add(part(tokens, atoms, from, taken - 1, value.form(), value.digits()));
    return taken;
  }

  private static NumberPart part(
      List<Token> tokens,
      List<Atom> atoms,
      int first,
      int last,
      NumberPart.Form form,
      String digits) {
    return new NumberPart(
        form,
        digits,
        tokens.get(atoms.get(first).token()).start(),
        tokens.get(atoms.get(last).token()).end());
  }

  private static String two(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }
}
