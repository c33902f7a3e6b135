package org.voiceagent.exporter.chart;

import java.util.List;

/** A line over time. The line is interrupted where there is no value; a lone value is a dot. */
public final class LineChart {
  private LineChart() {}

  /**
   * The chart as SVG, to put into a page or a file.
   *
   * @param title what it shows; any text
   * @param unit what the values are measured in, or ""
   * @param points the marks from left to right
   */
  public static String svg(String title, String unit, List<ChartPoint> points) {
    PlotFrame frame = new PlotFrame(title, unit, points, false);
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value().isPresent()) {
        path.append(pen ? 'L' : 'M')
            .append(SvgWriter.number(frame.x(i)))
            .append(' ')
            .append(SvgWriter.number(frame.y(points.get(i).value().getAsDouble())));
      }
      pen = points.get(i).value().isPresent();
    }
    SvgWriter svg = frame.svg();
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
          "2",
          "stroke-linejoin",
          "round");
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value().isPresent()) {
        dot(frame, i, points.get(i));
      }
    }
    return svg.text();
  }

  private static void dot(PlotFrame frame, int index, ChartPoint point) {
    frame
        .svg()
        .begin(
            "circle",
            "cx",
            SvgWriter.number(frame.x(index)),
            "cy",
            SvgWriter.number(frame.y(point.value().orElseThrow())),
            "r",
            "2.5",
            "fill",
            PlotFrame.COLOUR)
        .element("title", point.label() + ": " + point.shown())
        .end();
  }
}
