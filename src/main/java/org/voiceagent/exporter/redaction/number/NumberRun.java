package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Optional;

/**
 * Consecutive numbers with only joining words and signs between them, possibly with letters.
 *
 * @param pieces the parts, at least one
 */
public record NumberRun(List<NumberPart> pieces) {
  /** Two digits each for day and month, four for the year, and a correction of one of them. */
  private static final int LONGEST_DATE = 10;

  /** The start of the first part. */
  int start() {
    return pieces.get(0).start();
  }

  /** The end of the last part. */
  int end() {
    return pieces.get(pieces.size() - 1).end();
  }

  /** All digits. */
  String digits() {
    StringBuilder digits = new StringBuilder();
    for (NumberPart piece : pieces) {
      piece.symbols().chars().filter(NumberPart::isDigit).forEach(c -> digits.append((char) c));
    }
    return digits.toString();
  }

  /** All digits and letters. */
  String symbols() {
    StringBuilder symbols = new StringBuilder();
    pieces.forEach(piece -> symbols.append(piece.symbols()));
    return symbols.toString();
  }

  /** Whether a part was said in words. */
  boolean spoken() {
    return pieces.stream()
        .anyMatch(
            piece ->
                piece.form() == NumberPart.Form.FIGURES || piece.form() == NumberPart.Form.NUMBER);
  }

  /** Whether every digit stands alone, as when someone reads out a number. */
  boolean oneByOne() {
    return pieces.stream()
        .allMatch(
            piece ->
                piece.form() == NumberPart.Form.FIGURES || piece.isLetter() || piece.digits() <= 1);
  }

  /** Whether it is a quantity rather than an identifier. */
  boolean quantity() {
    return pieces.stream().anyMatch(piece -> piece.form() == NumberPart.Form.QUANTITY);
  }

  /** Whether it is a date with the name of a month, and nothing more. */
  boolean date() {
    return pieces.stream().anyMatch(piece -> piece.form() == NumberPart.Form.MONTH)
        && digits().length() <= LONGEST_DATE;
  }

  /** Whether it consists of years only: 1999, 2025. */
  boolean years() {
    return pieces.stream().allMatch(NumberPart::isYear);
  }

  /** Whether "a" or "i" stands at the start, where it may be a word. */
  boolean hasLoneEdgeLetter() {
    String first = pieces.get(0).symbols();
    return pieces.size() > 1
        && pieces.get(0).isLetter()
        && !pieces.get(1).isLetter()
        && (first.equals("A") || first.equals("I"));
  }

  /** The same without letters before and after the digits; empty if there are no digits. */
  Optional<NumberRun> withoutEdgeLetters() {
    int from = 0;
    int until = pieces.size();
    while (from < until && pieces.get(from).isLetter()) {
      from++;
    }
    while (until > from && pieces.get(until - 1).isLetter()) {
      until--;
    }
    return from == until
        ? Optional.empty()
        : Optional.of(new NumberRun(pieces.subList(from, until)));
  }
}
