package org.voiceagent.exporter.redaction.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.SpokenNumber.Kind;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Joins written and spoken numbers into runs: "forty" and "two" become 42, "double five" becomes
 * 55. Not thread-safe.
 */
public final class NumberRunBuilder {
  /** More words than this between two numbers separate them. */
  private static final int WIDEST_GAP = 5;

  private static final int LONGEST_MIXED = 34;

  private static final Set<String> UNITS =
      WordList.of(
          "st nd rd th am pm k m kg g km cm mm h hr hrs min mins s sec ms gb mb tb kb"
              + " px x mph kph ft lb lbs oz ml l c f v w kwh hz khz mhz ghz bn yo yrs p g's d"
              + " am's mg € o'clock years");

  private final boolean coded;
  private final List<NumberRun> runs = new ArrayList<>();
  private List<NumberPart> pieces = new ArrayList<>();
  private int gap;
  private int repeats = 1;
  private int repeaterStart;
  private boolean openTens;
  private boolean openHundred;

  /**
   * @param coded whether letters that form no word may be part of a run
   */
  NumberRunBuilder(boolean coded) {
    this.coded = coded;
  }

  /** Whether letters after digits are a unit: "15th", "6pm", "8gb". */
  public static boolean isUnit(String letters) {
    return UNITS.contains(letters);
  }

  /** All finished runs, in order. */
  List<NumberRun> runs() {
    return runs;
  }

  /** Whether the current run has no part yet. */
  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Whether no joining word followed the last part. */
  boolean isAdjacent() {
    return gap == 0;
  }

  /** Adds digits. */
  void write(Token token) {
    String digits = token.word();
    boolean repeated = repeats > 1 && digits.length() == 1;
    add(
        new NumberPart(
            repeated ? NumberPart.Form.FIGURES : NumberPart.Form.WRITTEN,
            repeated ? digits.repeat(repeats) : digits,
            repeated ? repeaterStart : token.start(),
            token.end()));
  }

  /** Adds a token of letters and digits, or ends the run if it is a quantity with its unit. */
  void writeMixed(Token token) {
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

  /** Whether the next token continues a code rather than being a quantity with its unit. */
  private boolean isWithinCode() {
    return !pieces.isEmpty()
        && gap == 0
        && (coded
            || (last().form() == NumberPart.Form.WRITTEN
                && last().digits() < last().symbols().length()));
  }

  /** Adds a spoken number, or joins the parts around it. */
  void say(SpokenNumber number, Token token) {
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

  /** "650, so 1300": a conclusion from an amount is another amount. */
  private boolean isAmount() {
    return pieces.stream()
        .allMatch(piece -> piece.form() == NumberPart.Form.WRITTEN && piece.digits() <= 4);
  }

  /** Counts a word that joins two parts, or ends the run after too many. */
  void bridge() {
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

  /** The last part; there must be one. */
  NumberPart last() {
    return pieces.get(pieces.size() - 1);
  }

  private void replaceLast(NumberPart.Form form, String symbols, int end) {
    pieces.set(pieces.size() - 1, new NumberPart(form, symbols, last().start(), end));
    gap = 0;
  }

  /** Adds spelled letters. */
  void letters(String symbols, int start, int end) {
    add(new NumberPart(NumberPart.Form.LETTER, symbols, start, end));
  }

  /** Adds a part. */
  void add(NumberPart piece) {
    pieces.add(piece);
    gap = 0;
    repeats = 1;
    openTens = false;
    openHundred = false;
  }

  /** Ends the run. A single letter is no run unless codes are expected. */
  void endRun() {
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
