package org.voiceagent.exporter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * How wide a report may be, and whether in colour.
 *
 * @param width the most characters of a line, unless a single word is longer; at least {@value
 *     #NARROWEST}
 * @param colour whether a terminal shows it that has colours, and nobody set {@code NO_COLOR}
 */
record Layout(int width, boolean colour) {
  /** For files, pipes and tests. */
  static final Layout PLAIN = new Layout(120, false);

  /** Behind these a long word may be broken. */
  static final String BREAKS = "._/-";

  private static final int NARROWEST = 40;
  private static final int WIDEST = 1_000;
  private static final Map<String, String> COLOURS =
      Map.of(
          "critical", "31;1",
          "harmed", "31;1",
          "warning", "33",
          "regressed", "33",
          "helped", "32",
          "resolved", "32",
          "info", "36",
          "heading", "1",
          "breach", "31;1");

  /** That of the terminal a command prints to, if it is one. */
  static Layout of(CommandLine command, Map<String, String> environment) {
    boolean colour = command.getColorScheme().ansi().enabled();
    return new Layout(width(environment, colour), colour);
  }

  /** {@code COLUMNS} if it is set, else the width of the terminal, else that of a plain text. */
  private static int width(Map<String, String> environment, boolean terminal) {
    int told = number(environment.getOrDefault("COLUMNS", ""));
    int width = told == 0 && terminal ? TerminalSize.of(environment).columns() : told;
    return width == 0 ? PLAIN.width : Math.min(WIDEST, Math.max(NARROWEST, width));
  }

  private static int number(String text) {
    return text.strip().matches("[0-9]{1,6}") ? Integer.parseInt(text.strip()) : 0;
  }

  /** The text in the colour of a severity, verdict or state, if there is one for it. */
  String painted(String text, String word) {
    String code = COLOURS.get(word);
    return colour && code != null ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** A paragraph of which every line is indented, with a line feed at the end of each. */
  String paragraph(String text, int indent) {
    StringBuilder lines = new StringBuilder();
    for (String line : wrapped(text, width - indent)) {
      lines.append(" ".repeat(indent)).append(line).append('\n');
    }
    return lines.toString();
  }

  /**
   * The text in lines of at most so many characters. Longer words are broken, behind a dot, a dash
   * or the like if there is one.
   */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String left = word;
      if (line.length() > 0 && line.length() + 1 + left.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (left.length() > width && line.length() == 0) {
        int end = breakWithin(left, width);
        lines.add(left.substring(0, end));
        left = left.substring(end);
      }
      line.append(line.length() == 0 ? "" : " ").append(left);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int breakWithin(String word, int width) {
    for (int end = width; end > 1; end--) {
      if (BREAKS.indexOf(word.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return width;
  }
}
