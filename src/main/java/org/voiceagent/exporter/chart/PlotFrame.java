package org.voiceagent.exporter.chart;

import java.util.List;

/** What all charts with axes share: the grid, the labels, and the place of each mark. */
final class PlotFrame {
  static final String COLOUR = "#2f6fab";

  private static final int WIDTH = 560;
  private static final int HEIGHT = 180;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 24;
  private static final int LABEL_WIDTH = 70;

  private final SvgWriter svg;
  private final List<ChartPoint> points;
  private final ValueAxis axis;

  /**
   * Draws the frame.
   *
   * @param unit what the values are measured in, or "" for plain numbers
   * @param fromZero whether the axis must contain 0
   */
  PlotFrame(String title, String unit, List<ChartPoint> points, boolean fromZero) {
    this.points = points;
    this.axis = ValueAxis.of(points, fromZero, TOP, (double) HEIGHT - BOTTOM);
    this.svg = SvgWriter.picture(WIDTH, HEIGHT, title, described(points));
    svg.element(
        "text",
        unit.isEmpty() ? title : title + " (" + unit + ")",
        "x",
        "0",
        "y",
        "14",
        "font-weight",
        "bold",
        "fill",
        "currentColor");
    grid();
    labels();
  }

  /** The picture that the marks go into. */
  SvgWriter svg() {
    return svg;
  }

  /** The horizontal middle of a mark, in pixels. */
  double x(int index) {
    return LEFT + slot() * (index + 0.5);
  }

  /** The vertical place of a value, in pixels. */
  double y(double value) {
    return axis.pixel(value);
  }

  /** How much width each mark has, in pixels. */
  double slot() {
    return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, points.size());
  }

  private void grid() {
    for (double value : axis.lines()) {
      String y = SvgWriter.number(y(value));
      svg.empty(
          "line",
          "x1",
          Integer.toString(LEFT),
          "y1",
          y,
          "x2",
          Integer.toString(WIDTH - RIGHT),
          "y2",
          y,
          "stroke",
          "currentColor",
          "stroke-opacity",
          "0.15");
      svg.element(
          "text",
          axis.label(value),
          "x",
          Integer.toString(LEFT - 6),
          "y",
          SvgWriter.number(y(value) + 4),
          "text-anchor",
          "end",
          "fill",
          "currentColor");
    }
  }

  /** As many labels as fit side by side. */
  private void labels() {
    int every = Math.max(1, (int) Math.ceil(LABEL_WIDTH / slot()));
    for (int i = 0; i < points.size(); i += every) {
      svg.element(
          "text",
          points.get(i).label(),
          "x",
          SvgWriter.number(x(i)),
          "y",
          Integer.toString(HEIGHT - 6),
          "text-anchor",
          "middle",
          "fill",
          "currentColor");
    }
  }

  /** The newest value, and how many there are, in words. */
  static String described(List<ChartPoint> points) {
    long values = points.stream().filter(point -> point.value().isPresent()).count();
    if (values == 0) {
      return "No values.";
    }
    ChartPoint last = points.get(points.size() - 1);
    return values
        + " values from "
        + points.get(0).label()
        + " to "
        + last.label()
        + "; gaps where there is none. Last: "
        + last.shown()
        + ".";
  }
}
