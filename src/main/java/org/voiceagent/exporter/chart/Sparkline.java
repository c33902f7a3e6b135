package org.voiceagent.exporter.chart;

import java.util.List;
import java.util.OptionalDouble;

/** A line without axes that fits into a line of text or a cell of a table. */
public final class Sparkline {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 24;
  private static final int MARGIN = 3;

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
