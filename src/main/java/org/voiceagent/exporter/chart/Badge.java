package org.voiceagent.exporter.chart;

/** A small picture of a name and a value, for a web page or a README elsewhere. Pure. */
public final class Badge {
  private static final int HEIGHT = 20;
  private static final int PADDING = 8;

  /** The average width of a letter of 11 pixels. */
  private static final double LETTER = 6.4;

  /** How the value is coloured. */
  public enum Mood {
    GOOD("#17703f"),
    BAD("#b3261e"),
    NEITHER("#1d57b3"),
    ABSENT("#5f6975");

    private final String colour;

    Mood(String colour) {
      this.colour = colour;
    }
  }

  private Badge() {}

  /** The badge as SVG. */
  public static String svg(String name, String value, Mood mood) {
    int left = width(name);
    int right = width(value);
    SvgWriter svg = SvgWriter.picture(left + right, HEIGHT, name + ": " + value, "");
    box(svg, 0, left + right, mood.colour);
    svg.empty(
        "path", "d", "M3 0H" + left + "V20H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z", "fill", "#39424d");
    text(svg, name, left / 2.0);
    text(svg, value, left + right / 2.0);
    return svg.text();
  }

  private static int width(String text) {
    return (int) Math.ceil(Math.min(200, text.length()) * LETTER) + 2 * PADDING;
  }

  private static void box(SvgWriter svg, int x, int width, String colour) {
    svg.empty(
        "rect",
        "x",
        Integer.toString(x),
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(HEIGHT),
        "rx",
        "3",
        "fill",
        colour);
  }

  private static void text(SvgWriter svg, String text, double middle) {
    svg.element(
        "text",
        text,
        "x",
        SvgWriter.number(middle),
        "y",
        "14",
        "text-anchor",
        "middle",
        "fill",
        "#ffffff");
  }
}
