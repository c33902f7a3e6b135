package org.voiceagent.exporter.testing;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of generated Markdown, folded so that a page reads well as text, too. */
public final class MarkdownLines {
  /** The widest line of a page, in characters; tables and code may be wider. */
  public static final int WIDTH = 100;

  private static final Pattern AS_IT_IS = Pattern.compile("\\||#|<|!\\[| {4}|```");
  private static final Pattern ITEM = Pattern.compile("([*-] |\\d+\\. )?(.*)");

  private MarkdownLines() {}

  /** The text with long lines of prose and of lists broken; the rest stays as it is. */
  public static String folded(String text) {
    StringJoiner lines = new StringJoiner("\n");
    boolean code = false;
    for (String line : text.split("\n", -1)) {
      code ^= line.startsWith("```");
      lines.add(code || isLeft(line) ? line : folded(line, 0));
    }
    return lines.toString();
  }

  /** Whether a line cannot be broken without a change of its meaning. */
  public static boolean isLeft(String line) {
    return AS_IT_IS.matcher(line).lookingAt();
  }

  private static String folded(String line, int indent) {
    int space = line.codePointCount(0, line.length()) <= WIDTH ? -1 : breakOf(line, indent);
    if (space < 0) {
      return line;
    }
    Matcher item = ITEM.matcher(line);
    String mark = item.matches() && item.group(1) != null ? item.group(1) : "";
    int deeper = indent + mark.length();
    return line.substring(0, space)
        + "\n"
        + folded(" ".repeat(deeper) + line.substring(space + 1), deeper);
  }

  private static int breakOf(String line, int indent) {
    int last = line.lastIndexOf(' ', line.offsetByCodePoints(0, WIDTH));
    return last > indent + 2 ? last : line.indexOf(' ', WIDTH);
  }
}
