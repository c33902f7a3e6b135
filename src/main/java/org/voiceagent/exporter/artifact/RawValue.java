package org.voiceagent.exporter.artifact;

/**
 * A scalar as it stands in a file.
 *
 * @param type what it was written as
 * @param text its text: digits of a number, {@code true}, or the characters of a string
 * @param line the line it stands on, from 1
 */
record RawValue(Type type, String text, int line) {
  private static final int LONGEST_SHOWN_NUMBER = 6;
  private static final int LONGEST_FORM = 40;

  /** What a scalar was written as. */
  enum Type {
    NUMBER,
    TEXT,
    FLAG,
    /** An object or a list where a scalar belongs. */
    STRUCTURE
  }

  /**
   * The value for a message: a short number as it is, anything else by its form alone, because what
   * stands in the wrong place may be a telephone number.
   */
  String shown() {
    return switch (type) {
      case STRUCTURE -> "an object or a list";
      case FLAG -> text;
      case NUMBER -> text.length() <= LONGEST_SHOWN_NUMBER ? text : form();
      case TEXT -> "a text of the form \"" + form() + "\"";
    };
  }

  /** Figures as 9, letters as a, signs as they are. */
  private String form() {
    StringBuilder form = new StringBuilder();
    text.chars().limit(LONGEST_FORM).forEach(c -> form.append(form((char) c)));
    return text.length() > LONGEST_FORM ? form.append('…').toString() : form.toString();
  }

  private static char form(char c) {
    if (Character.isDigit(c)) {
      return '9';
    }
    boolean sign = c == ' ' || (c > ' ' && c < 0x7F && !Character.isLetter(c));
    return sign ? c : 'a';
  }
}
