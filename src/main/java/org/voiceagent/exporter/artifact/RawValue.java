package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * A scalar as it stands in a file.
 *
 * @param type what it was written as
 * @param text its text: digits of a number, {@code true}, or the characters of a string
 * @param line the line it stands on, from 1; 0 if it is not known yet
 */
record RawValue(Type type, String text, int line) {
  private static final int LONGEST_SHOWN_NUMBER = 6;

  /** What a scalar was written as. */
  enum Type {
    NUMBER,
    TEXT,
    FLAG,
    /** An object or a list where a scalar belongs. */
    STRUCTURE
  }

  /**
   * The value that a parser stands on; of an object or a list, nothing is read.
   *
   * @param line the line it stands on, from 1; 0 if it is not known yet
   */
  static RawValue of(JsonParser parser, int line) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new RawValue(Type.NUMBER, parser.getText(), line);
      case VALUE_STRING -> new RawValue(Type.TEXT, parser.getText(), line);
      case VALUE_TRUE -> new RawValue(Type.FLAG, "true", line);
      case VALUE_FALSE -> new RawValue(Type.FLAG, "false", line);
      default -> new RawValue(Type.STRUCTURE, "", line);
    };
  }

  /** The same value on a known line. */
  RawValue on(int known) {
    return new RawValue(type, text, known);
  }

  /**
   * The value for a message: a short number as it is, anything else by its kind and length alone,
   * because what stands in the wrong place may be a telephone number or a name.
   */
  String shown() {
    return switch (type) {
      case STRUCTURE -> "an object or a list";
      case FLAG -> text;
      case NUMBER -> text.length() <= LONGEST_SHOWN_NUMBER ? text : "a number of " + digits();
      case TEXT -> described();
    };
  }

  private String described() {
    long digits = text.chars().filter(Character::isDigit).count();
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (text.isEmpty()) {
      return "an empty text";
    }
    if (digits == text.length()) {
      return "a text of " + digits();
    }
    return "a text of "
        + (letters == text.codePointCount(0, text.length())
            ? counted(letters, "letter")
            : counted(text.codePointCount(0, text.length()), "character"));
  }

  private String digits() {
    return counted(text.chars().filter(Character::isDigit).count(), "digit")
        + (text.startsWith("-") ? " below 0" : "");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
