package org.voiceagent.exporter.httpserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One header line (RFC 9110, section 5), without the forms that servers interpret differently. */
final class HeaderLine {
  /** Possessive, so that matching takes linear time. */
  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]++):([\\t -~\\x80-\\xff]*+)");

  private HeaderLine() {}

  /**
   * Adds a line to the headers.
   *
   * @throws MalformedRequestException if it continues the previous line, or is malformed
   */
  static void addTo(HeaderFields.Builder headers, String line) throws MalformedRequestException {
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      throw new MalformedRequestException(400, "a header must be one line");
    }
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new MalformedRequestException(
          400, "a header must be a name, a colon and one line of text");
    }
    headers.add(parts.group(1), trimmed(parts.group(2)));
  }

  /** Without surrounding spaces and tabs; other white space is part of the value. */
  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
