package org.voiceagent.exporter.redaction.number;

/**
 * One number or letter within a longer number.
 *
 * @param form how it was expressed
 * @param symbols its digits and upper-case letters
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 */
record NumberPart(Form form, String symbols, int start, int end) {
  /** How a part was expressed. */
  enum Form {
    /** "4111" or "AB12". */
    WRITTEN,
    /** "four", "double five". */
    FIGURES,
    /** "forty-two", "eight hundred". */
    NUMBER,
    /** "two thousand". */
    QUANTITY,
    /** A spelled letter. */
    LETTER,
    /** The name of a month, as its two digits. */
    MONTH
  }

  /** How many digits it has. */
  int digits() {
    return (int) symbols.chars().filter(NumberPart::isDigit).count();
  }

  boolean isLetter() {
    return form == Form.LETTER;
  }

  /** Whether it may be a year from 1900 to 2099. */
  boolean isYear() {
    return symbols.length() == 4
        && digits() == 4
        && (symbols.startsWith("19") || symbols.startsWith("20"));
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
