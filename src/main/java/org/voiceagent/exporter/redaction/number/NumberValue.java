package org.voiceagent.exporter.redaction.number;

import java.util.EnumSet;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.NumberLexicon;
import org.voiceagent.exporter.redaction.text.NumberWord;
import org.voiceagent.exporter.redaction.text.NumberWord.Kind;

/**
 * The value of one number, word by word: "dos mil cuatro" is 2004, "vier und zwanzig" is 24. A word
 * that does not belong to the number is refused. Not thread-safe.
 */
final class NumberValue {
  private static final int SCORE = 20;
  private static final int SIXTY = 60;
  private static final int FOUR_SCORE = 80;
  private static final int ELEVEN = 11;
  private static final int SEVEN = 7;

  /** After these, "and" may join the rest of the number. */
  private static final Set<Kind> BEFORE_AND =
      EnumSet.of(Kind.TENS, Kind.HUNDRED, Kind.HUNDREDS, Kind.THOUSAND);

  private static final Set<Kind> ROUND = EnumSet.of(Kind.HUNDRED, Kind.HUNDREDS, Kind.THOUSAND);

  private final NumberLexicon grammar;
  private final boolean afterZero;
  private long thousands;
  private int part;
  private int lastValue;
  private int words;
  private boolean large;
  private boolean and;

  /** The kind of the last word; AND stands for "none yet", as no number begins with it. */
  private Kind last = Kind.AND;

  /**
   * @param afterZero whether "quatre vingt" is 4 and 20, because a zero was said right before
   */
  NumberValue(NumberLexicon grammar, boolean afterZero) {
    this.grammar = grammar;
    this.afterZero = afterZero;
  }

  /** Takes the next word; false if it does not belong to the number. */
  boolean take(NumberWord word) {
    if (word.kind() == Kind.AND) {
      boolean reversed = grammar.unitBeforeTens() && isPlainUnit();
      boolean joins = !and && (BEFORE_AND.contains(last) || reversed);
      and |= joins;
      return joins;
    }
    boolean taken =
        switch (word.kind()) {
          case UNIT, UNIT_BESIDE_NUMBERS -> unit(word.value());
          case TEEN -> teen(word.value());
          case TENS -> tens(word.value());
          case HUNDRED -> hundred();
          case HUNDREDS -> hundreds(word.value());
          case THOUSAND -> thousand();
          case LARGE -> large();
          default -> false;
        };
    if (taken) {
      and = false;
      words++;
      lastValue = word.value();
    }
    return taken;
  }

  /** Whether the last word was "and", which only counts if a number follows. */
  boolean awaitsMore() {
    return and;
  }

  private boolean isFirst() {
    return words == 0;
  }

  private boolean isPlainUnit() {
    return last == Kind.UNIT && part % 100 == lastValue && lastValue > 0;
  }

  private boolean unit(int value) {
    boolean rest = ROUND.contains(last) && value > 0;
    boolean afterTens =
        last == Kind.TENS
            && value > 0
            && !grammar.unitBeforeTens()
            && (and || !grammar.unitNeedsAnd());
    boolean afterTen =
        last == Kind.TEEN && lastValue == 10 && grammar.scores() && value >= SEVEN && !and;
    if (!isFirst() && !rest && !afterTens && !afterTen) {
      return false;
    }
    part += value;
    last = isFirst() || rest ? Kind.UNIT : Kind.LARGE;
    return true;
  }

  private boolean teen(int value) {
    boolean score =
        grammar.scores()
            && last == Kind.TENS
            && (part % 100 == SIXTY || part % 100 == FOUR_SCORE)
            && (!and || value == ELEVEN);
    if (!isFirst() && !ROUND.contains(last) && !score) {
      return false;
    }
    part += value;
    last = Kind.TEEN;
    return true;
  }

  private boolean tens(int value) {
    boolean reversed = grammar.unitBeforeTens() && and && isPlainUnit();
    boolean score =
        grammar.scores()
            && value == SCORE
            && isPlainUnit()
            && lastValue == FOUR_SCORE / SCORE
            && !and
            && !afterZero;
    if (!isFirst() && !ROUND.contains(last) && !reversed && !score) {
      return false;
    }
    part += score ? FOUR_SCORE - lastValue : value;
    last = reversed ? Kind.LARGE : Kind.TENS;
    return true;
  }

  private boolean hundred() {
    boolean multiplies =
        !and && part > 1 && part < SCORE && last != Kind.HUNDRED && last != Kind.HUNDREDS;
    boolean single = (isFirst() || last == Kind.THOUSAND) && part == 0;
    boolean one = !and && part == 1 && last == Kind.UNIT;
    if (!multiplies && !single && !one) {
      return false;
    }
    part = 100 * Math.max(1, part);
    last = Kind.HUNDRED;
    return true;
  }

  private boolean hundreds(int value) {
    if (!isFirst() && last != Kind.THOUSAND) {
      return false;
    }
    part += value;
    last = Kind.HUNDREDS;
    return true;
  }

  private boolean thousand() {
    if (thousands > 0 || and || (part == 0 && !isFirst())) {
      return false;
    }
    thousands = 1000L * Math.max(1, part);
    part = 0;
    last = Kind.THOUSAND;
    return true;
  }

  private boolean large() {
    large = !isFirst();
    return large;
  }

  /** Its digits. */
  String digits() {
    return Long.toString(thousands + part);
  }

  /** A single figure, a number that people read out, a year, or a quantity. */
  NumberPart.Form form() {
    long value = thousands + part;
    if (large) {
      return NumberPart.Form.QUANTITY;
    }
    if (value < 10) {
      return NumberPart.Form.FIGURES;
    }
    boolean year = value >= 1900 && value < 2100;
    return value < 1000 || year ? NumberPart.Form.NUMBER : NumberPart.Form.QUANTITY;
  }
}
