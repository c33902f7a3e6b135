package org.voiceagent.exporter.chart;

import java.util.List;

/** Bars from 0. Where there is no value there is no bar; a value of 0 is a thin line. */
public final class BarChart {
  private static final double SHARE_OF_SLOT = 0.7;
  private static final double THINNEST = 1;

  private BarChart() {}

  /**
   * The chart as SVG, to put into a page or a file.
   *
   * @param title what it shows; any text
   * @param unit what the values are measured in, or ""
   * @param points the bars from left to right
   */
  public static String svg(String title, String unit, List<ChartPoint> points) {
    PlotFrame frame = new PlotFrame(title, unit, points, true);
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value().isPresent()) {
        bar(frame, i, points.get(i));
      }
    }
    return frame.svg().text();
  }

  private static void bar(PlotFrame frame, int index, ChartPoint point) {
    double width = frame.slot() * SHARE_OF_SLOT;
    double zero = frame.y(0);
    double end = frame.y(point.value().orElseThrow());
    double height = Math.max(THINNEST, Math.abs(zero - end));
    frame
        .svg()
        .begin(
            "rect",
            "x",
            SvgWriter.number(frame.x(index) - width / 2),
            "y",
            SvgWriter.number(end < zero ? zero - height : zero),
            "width",
            SvgWriter.number(width),
            "height",
            SvgWriter.number(height),
            "fill",
            PlotFrame.COLOUR)
        .element("title", point.label() + ": " + point.shown())
        .end();
  }
}
