package org.voiceagent.exporter.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what a terminal shows after a command as SVG, with its colours: pictures for the docs. */
final class TerminalPicture {
  private static final double CHARACTER = 7.8;
  private static final int LINE = 17;
  private static final int MARGIN = 14;
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[([0-9;]*)m");
  private static final Map<String, String> STYLES =
      Map.of(
          "1", "fill=\"#ffffff\" font-weight=\"bold\"",
          "31;1", "fill=\"#ff7b72\" font-weight=\"bold\"",
          "32", "fill=\"#7ee787\"",
          "33", "fill=\"#f2cc60\"",
          "36", "fill=\"#79c0ff\"");

  private TerminalPicture() {}

  /**
   * The picture.
   *
   * @param command what was typed
   * @param output what it printed, with colours
   */
  static String of(String command, String output) {
    List<String> lines = output.stripTrailing().lines().toList();
    int columns =
        Math.max(
            command.length() + 2,
            lines.stream()
                .mapToInt(line -> COLOUR.matcher(line).replaceAll("").length())
                .max()
                .orElse(0));
    int width = (int) Math.ceil(columns * CHARACTER) + 2 * MARGIN;
    int height = (lines.size() + 1) * LINE + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"ui-monospace, DejaVu Sans Mono,"
                + " monospace\" font-size=\"13\">%n",
            width,
            height,
            width,
            height));
    svg.append("<title>").append(escaped(command)).append("</title>\n");
    svg.append("<desc>What this command prints.</desc>\n");
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#0d1117\"/>%n",
            width,
            height));
    line(svg, 0, "\u001b[32m$\u001b[0m " + command);
    for (int i = 0; i < lines.size(); i++) {
      line(svg, i + 1, lines.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, int number, String text) {
    if (text.isBlank()) {
      return;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" fill=\"#d0d7de\" xml:space=\"preserve\">",
            MARGIN,
            MARGIN + 13 + number * LINE));
    Matcher colour = COLOUR.matcher(text);
    int from = 0;
    String style = "";
    while (colour.find()) {
      piece(svg, text.substring(from, colour.start()), style);
      style = STYLES.getOrDefault(colour.group(1), "");
      from = colour.end();
    }
    piece(svg, text.substring(from), style);
    svg.append("</text>\n");
  }

  private static void piece(StringBuilder svg, String text, String style) {
    if (text.isEmpty()) {
      return;
    }
    svg.append(style.isEmpty() ? "" : "<tspan " + style + ">");
    svg.append(escaped(text));
    svg.append(style.isEmpty() ? "" : "</tspan>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
