package org.voiceagent.exporter.artifact;

import java.util.Optional;

/**
 * Replaces placeholders that the engine has not expanded: {@code ${VAR:-80}} and {@code ${VAR:=80}}
 * stand for 80. Reads each character once; a regular expression would search to the end of the text
 * for each of many placeholders.
 */
final class Placeholders {
  private final String text;
  private final StringBuilder expanded = new StringBuilder();
  private int at;

  private Placeholders(String text) {
    this.text = text;
  }

  /**
   * The text with each placeholder replaced by its default.
   *
   * @return empty if a placeholder has no default
   */
  static Optional<String> expand(String text) {
    return text.indexOf('$') < 0 ? Optional.of(text) : new Placeholders(text).expand();
  }

  private Optional<String> expand() {
    int lastBrace = text.lastIndexOf('}');
    int from = text.indexOf("${");
    while (from >= 0 && from < lastBrace) {
      int nameEnd = endOfName(from + 2);
      if (nameEnd > from + 2 && text.charAt(nameEnd) == '}') {
        return Optional.empty();
      }
      boolean hasDefault =
          nameEnd > from + 2
              && (text.startsWith(":-", nameEnd) || text.startsWith(":=", nameEnd))
              && nameEnd + 2 <= lastBrace;
      from = text.indexOf("${", hasDefault ? replace(from, nameEnd + 2) : nameEnd);
    }
    return Optional.of(expanded.append(text, at, text.length()).toString());
  }

  /** Puts the default that starts at an index in place of its placeholder. */
  private int replace(int placeholder, int value) {
    int end = text.indexOf('}', value);
    expanded.append(text, at, placeholder).append(text, value, end);
    at = end + 1;
    return at;
  }

  /** Where the name of a variable ends that starts here; there is a brace somewhere behind it. */
  private int endOfName(int from) {
    int end = from;
    while (isOfName(text.charAt(end), end > from)) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c, boolean inside) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (inside && c >= '0' && c <= '9');
  }
}
