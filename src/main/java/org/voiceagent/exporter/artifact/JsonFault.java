package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Describes what is wrong with a JSON text and where. It never uses the parser's own message,
 * because that quotes the text, which may be personal.
 */
final class JsonFault {
  private JsonFault() {}

  /** The line the parser stopped at, from 1; 0 if unknown. */
  static int line(JsonProcessingException fault) {
    JsonLocation at = fault.getLocation();
    return at == null ? 0 : Math.max(0, at.getLineNr());
  }

  /**
   * A sentence fragment such as {@code is not valid JSON at column 12: the same key twice}.
   *
   * @param length how many characters the text has
   */
  static String why(JsonProcessingException fault, int length) {
    if (fault instanceof StreamConstraintsException) {
      return "is nested too deeply or is too long";
    }
    if (fault instanceof JsonEOFException || isAtEnd(fault, length)) {
      return "ends too early" + where(fault) + ": a brace, bracket or quotation mark is not closed";
    }
    String reason = reason(String.valueOf(fault.getOriginalMessage()));
    return "is not valid JSON" + where(fault) + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static boolean isAtEnd(JsonProcessingException fault, int length) {
    JsonLocation at = fault.getLocation();
    return at != null && at.getCharOffset() >= length;
  }

  private static String where(JsonProcessingException fault) {
    JsonLocation at = fault.getLocation();
    return at == null || at.getColumnNr() < 1 ? "" : " at column " + at.getColumnNr();
  }

  /** The parser's reason without what it quotes; "" if it is none of the usual ones. */
  private static String reason(String message) {
    if (message.startsWith("Unexpected character")) {
      return unexpected(message);
    }
    if (message.startsWith("Duplicate")) {
      return "the same key twice in one object";
    }
    if (message.startsWith("Unexpected close marker")) {
      return "a bracket or brace does not match the last one that was opened";
    }
    if (message.startsWith("Unrecognized token")) {
      return "a word without quotation marks that is not true, false or null";
    }
    if (message.startsWith("Illegal unquoted character")) {
      return "a line break or control character within a text; write it as \\n or \\u000a";
    }
    if (message.startsWith("Unrecognized character escape")) {
      return "a backslash before a character that JSON does not escape";
    }
    return message.startsWith("Invalid numeric value") ? "a number that is not valid in JSON" : "";
  }

  private static String unexpected(String message) {
    if (message.contains("expecting double-quote to start field name")) {
      return message.contains("('}'")
          ? "a comma before the closing brace, or a key that is missing"
          : "a key that is not in double quotation marks";
    }
    if (message.contains("expecting comma to separate")) {
      return "a comma is missing, or a quotation mark within a text is not escaped";
    }
    if (message.contains("expecting a colon")) {
      return "a colon is missing after a key";
    }
    return message.contains("expected a valid value")
        ? "a value is missing or is not in double quotation marks; a list must not end in a comma"
        : "";
  }
}
