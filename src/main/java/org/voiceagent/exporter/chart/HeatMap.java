package org.voiceagent.exporter.chart;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A grid of the hours of a week, each the darker the higher its value. An hour without a value is
 * an empty frame. Its colour is an attribute that a style sheet can replace by the class {@code
 * heat}. Pure.
 */
public final class HeatMap {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final int HOURS = 24;
  private static final int CELL = 20;
  private static final int HIGH = 18;
  private static final int LEFT = 34;
  private static final int TOP = 18;
  private static final int EVERY = 3;

  private HeatMap() {}

  /**
   * The grid as SVG, to put into a page or a file.
   *
   * @param title what it shows, for those who cannot see it; any text
   * @param hours 168 values, Monday at midnight first
   */
  public static String svg(String title, List<ChartPoint> hours) {
    var range = hours.stream().flatMapToDouble(hour -> hour.value().stream()).summaryStatistics();
    SvgWriter svg =
        SvgWriter.picture(LEFT + HOURS * CELL, TOP + DAYS.size() * HIGH, title, described(hours));
    for (int hour = 0; hour < HOURS; hour += EVERY) {
      label(svg, String.format(Locale.ROOT, "%02d:00", hour), LEFT + hour * CELL, 12);
    }
    for (int day = 0; day < DAYS.size(); day++) {
      label(svg, DAYS.get(day), 0, TOP + day * HIGH + 13);
      for (int hour = 0; hour < HOURS; hour++) {
        ChartPoint point = hours.get(day * HOURS + hour);
        cell(svg, point, share(point.value(), range.getMin(), range.getMax()), hour, day);
      }
    }
    return svg.text();
  }

  private static double share(OptionalDouble value, double least, double most) {
    double of = value.orElse(least);
    return most > least ? (of - least) / (most - least) : 0.5;
  }

  private static void label(SvgWriter svg, String text, int x, int y) {
    svg.element(
        "text",
        text,
        "x",
        Integer.toString(x),
        "y",
        Integer.toString(y),
        "fill",
        "currentColor",
        "fill-opacity",
        "0.75");
  }

  private static void cell(SvgWriter svg, ChartPoint point, double share, int hour, int day) {
    boolean there = point.value().isPresent();
    svg.begin(
            "rect",
            "x",
            Integer.toString(LEFT + hour * CELL),
            "y",
            Integer.toString(TOP + day * HIGH),
            "width",
            Integer.toString(CELL - 2),
            "height",
            Integer.toString(HIGH - 2),
            "rx",
            "2",
            "class",
            there ? "heat" : "none",
            "fill",
            there ? "#2f6fd0" : "currentColor",
            "fill-opacity",
            there ? String.format(Locale.ROOT, "%.2f", 0.12 + 0.88 * share) : "0.05")
        .element("title", point.label() + ": " + point.shown())
        .end();
  }

  private static String described(List<ChartPoint> hours) {
    ChartPoint most = null;
    for (ChartPoint hour : hours) {
      if (hour.value().isPresent()
          && (most == null || hour.value().getAsDouble() > most.value().getAsDouble())) {
        most = hour;
      }
    }
    return most == null ? "No values." : "Highest: " + most.label() + ", " + most.shown() + ".";
  }
}
