package org.voiceagent.exporter.redaction.text;

/**
 * A word, or a part of a compound word, that stands for a number or shapes one.
 *
 * @param kind its role
 * @param value its value; how often a repeater repeats; from 1 to 12 for a month
 */
public record NumberWord(Kind kind, int value) {
  /** The role of a word in a number. */
  public enum Kind {
    /** From 0 to 9. */
    UNIT,
    /** "ein", "meia": a figure only beside other numbers. */
    UNIT_BESIDE_NUMBERS,
    /** From 10 to 19, and any other number below 100 that takes no unit. */
    TEEN,
    /** 20, 30 and so on. */
    TENS,
    /** The word that multiplies by 100: "hundert", "cent". */
    HUNDRED,
    /** A hundred with its own word: "quinientos". */
    HUNDREDS,
    /** "tausend", "mil". */
    THOUSAND,
    /** A million, or hundreds and thousands of something. */
    LARGE,
    /** "und", "y": joins the parts of one number. */
    AND,
    /** "mal", "veces", after two or three. */
    TIMES,
    /** "doppel", "triple", before a figure. */
    REPEATER,
    /** "Mai". */
    MONTH
  }
}
