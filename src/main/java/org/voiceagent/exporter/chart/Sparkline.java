package org.voiceagent.exporter.chart;

import java.util.List;
import java.util.OptionalDouble;

/** A line without axes that fits into a line of text or a cell of a table. */
public final class Sparkline {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 24;
  private static final int MARGIN = 3;
  private static final int WIDE_WIDTH = 240;
  private static final int WIDE_HEIGHT = 40;

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final char GAP = ' ';

  private Sparkline() {}

  /**
   * The line as SVG, to put into a page or a file.
   *
   * @param title what it shows; any text
   * @param points the marks from left to right
   */
  public static String svg(String title, List<ChartPoint> points) {
    SvgWriter svg = SvgWriter.picture(WIDTH, HEIGHT, title, PlotFrame.described(points));
    ValueAxis axis = ValueAxis.of(points, false, MARGIN, (double) HEIGHT - MARGIN);
    double slot = (double) (WIDTH - 2 * MARGIN) / Math.max(1, points.size() - 1);
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      OptionalDouble value = points.get(i).value();
      if (value.isPresent()) {
        String place =
            SvgWriter.number(MARGIN + slot * i)
                + ' '
                + SvgWriter.number(axis.pixel(value.getAsDouble()));
        // A line of no length with round ends is a dot: a value between two gaps stays visible.
        path.append(pen ? "L" + place : "M" + place + "h0");
      }
      pen = value.isPresent();
    }
    if (path.length() > 0) {
      svg.empty(
          "path",
          "d",
          path.toString(),
          "fill",
          "none",
          "stroke",
          PlotFrame.COLOUR,
          "stroke-width",
          "1.5",
          "stroke-linecap",
          "round");
    }
    return svg.text();
  }

  /**
   * The line as a wide picture that fills the place it is given, for a tile of a page. A style
   * sheet can replace its colours by the classes {@code series} and {@code area}.
   *
   * @param title what it shows; any text
   * @param points the marks from left to right
   */
  public static String wide(String title, List<ChartPoint> points) {
    SvgWriter svg =
        SvgWriter.stretched(WIDE_WIDTH, WIDE_HEIGHT, title, PlotFrame.described(points));
    ValueAxis axis = ValueAxis.of(points, false, MARGIN, (double) WIDE_HEIGHT - MARGIN);
    double slot = (double) (WIDE_WIDTH - 2 * MARGIN) / Math.max(1, points.size() - 1);
    StringBuilder path = new StringBuilder();
    StringBuilder area = new StringBuilder();
    String bottom = " " + WIDE_HEIGHT;
    for (int i = 0; i < points.size(); i++) {
      OptionalDouble value = points.get(i).value();
      if (value.isEmpty()) {
        continue;
      }
      boolean begins = i == 0 || points.get(i - 1).value().isEmpty();
      boolean ends = i + 1 == points.size() || points.get(i + 1).value().isEmpty();
      String x = SvgWriter.number(MARGIN + slot * i);
      String place = x + ' ' + SvgWriter.number(axis.pixel(value.getAsDouble()));
      path.append(begins ? "M" + place + "h0" : "L" + place);
      area.append(begins ? "M" + x + bottom : "").append('L').append(place);
      area.append(ends ? "L" + x + bottom + "Z" : "");
    }
    if (path.length() > 0) {
      svg.empty(
          "path",
          "d",
          area.toString(),
          "class",
          "area",
          "fill",
          PlotFrame.COLOUR,
          "fill-opacity",
          "0.12");
      svg.empty(
          "path",
          "d",
          path.toString(),
          "class",
          "series",
          "fill",
          "none",
          "stroke",
          PlotFrame.COLOUR,
          "stroke-width",
          "1.75",
          "stroke-linecap",
          "round",
          "stroke-linejoin",
          "round",
          "vector-effect",
          "non-scaling-stroke");
    }
    return svg.text();
  }

  /**
   * The line as text for a terminal: a block of eight heights for each value, a space for a gap.
   */
  public static String text(List<OptionalDouble> values) {
    var range = values.stream().flatMapToDouble(OptionalDouble::stream).summaryStatistics();
    double span = range.getMax() - range.getMin();
    StringBuilder text = new StringBuilder();
    for (OptionalDouble value : values) {
      if (value.isEmpty()) {
        text.append(GAP);
      } else {
        double share = span > 0 ? (value.getAsDouble() - range.getMin()) / span : 0.5;
        text.append(BLOCKS.charAt((int) Math.min(7, Math.floor(share * 8))));
      }
    }
    return text.toString();
  }
}
