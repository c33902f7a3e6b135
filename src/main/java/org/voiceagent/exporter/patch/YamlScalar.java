package org.voiceagent.exporter.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes a value as YAML, so that the engine reads it with its type. */
public final class YamlScalar {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
  private static final Set<String> FLAGS = Set.of("true", "false");

  /** Words that YAML 1.1, which the engine reads, does not treat as text. */
  private static final Set<String> NOT_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "null", "true", "false");

  private YamlScalar() {}

  /** Whether a text is a number as operators write one: digits, a point, a sign. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** A value: numbers and flags unchanged, everything else quoted where necessary. */
  static String value(String text) {
    return isNumber(text) || FLAGS.contains(text) ? text : word(text);
  }

  /** A key, or a value that is not a number: quoted where YAML would not read it as text. */
  static String word(String text) {
    if (PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (mayStand(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c));
              }
            });
    return quoted.append('"').toString();
  }

  /**
   * A comment with any text, as lines that each begin with #.
   *
   * @param width the most characters of a line, unless a single word is longer
   */
  static List<String> comment(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("#");
    for (String word : onOneLine(text).split(" +", -1)) {
      if (line.length() > 1 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(c -> line.appendCodePoint(mayStand(c) ? c : '?'));
    return line.toString().strip();
  }

  /** The text without line breaks and characters that YAML does not allow. */
  private static boolean mayStand(int c) {
    boolean breaksTheLine = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    return !breaksTheLine && c != 0xFEFF && StreamReader.isPrintable(c);
  }
}
