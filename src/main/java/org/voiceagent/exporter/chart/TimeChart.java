package org.voiceagent.exporter.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One or more lines over time for a page, with marks where something changed. A line is interrupted
 * where there is no value. Its colours are attributes that a style sheet can replace by the classes
 * {@code series-1} to {@code series-3}; pointing at a time shows its values. Pure.
 */
public final class TimeChart {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 190;
  private static final int LEFT = 42;
  private static final int RIGHT = 8;
  private static final int TOP = 12;
  private static final int BOTTOM = 24;
  private static final int LABEL_WIDTH = 64;

  /** More marks than this would hide the line. */
  private static final int MOST_LONG_MARKS = 8;

  private static final int BRIEF = 6;
  private static final List<String> COLOURS = List.of("#2f6fd0", "#b0641c", "#2a8568");

  private final SvgWriter svg;
  private final List<Line> lines;
  private final ValueAxis axis;

  /**
   * A line.
   *
   * @param name what it shows, such as {@code p95}; any text
   * @param points its values, one for each time; all lines have the same times
   */
  public record Line(String name, List<ChartPoint> points) {
    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * Something that happened.
   *
   * @param place where, from 0 at the left end to 1 at the right end
   * @param text what; any text
   */
  public record Mark(double place, String text) {}

  private TimeChart(String title, List<Line> lines, boolean fromZero) {
    this.lines = lines;
    List<ChartPoint> all = lines.stream().flatMap(line -> line.points().stream()).toList();
    this.axis = ValueAxis.of(all, fromZero, TOP, (double) HEIGHT - BOTTOM);
    this.svg = SvgWriter.picture(WIDTH, HEIGHT, title, described(lines));
  }

  /**
   * The chart as SVG, to put into a page or a file.
   *
   * @param title what it shows, for those who cannot see it; any text
   * @param lines one to three lines with the same times
   * @param marks what happened in this time
   */
  public static String svg(String title, List<Line> lines, List<Mark> marks) {
    TimeChart chart = new TimeChart(title, lines, true);
    chart.grid();
    chart.labels();
    marks.forEach(mark -> chart.mark(mark, marks.size() > MOST_LONG_MARKS));
    for (int i = 0; i < lines.size(); i++) {
      chart.line(i);
    }
    chart.times();
    return chart.svg.text();
  }

  private static String described(List<Line> lines) {
    List<String> words = new ArrayList<>();
    for (Line line : lines) {
      words.add(
          (line.name().isEmpty() ? "" : line.name() + ": ") + PlotFrame.described(line.points()));
    }
    return String.join(" ", words);
  }

  private int times(Line line) {
    return Math.max(1, line.points().size());
  }

  private double slot() {
    return (double) (WIDTH - LEFT - RIGHT) / lines.stream().mapToInt(this::times).max().orElse(1);
  }

  private double x(int index) {
    return LEFT + slot() * (index + 0.5);
  }

  private void grid() {
    for (double value : axis.lines()) {
      String y = SvgWriter.number(axis.pixel(value));
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
          "0.14");
      svg.element(
          "text",
          axis.label(value),
          "x",
          Integer.toString(LEFT - 6),
          "y",
          SvgWriter.number(axis.pixel(value) + 4),
          "text-anchor",
          "end",
          "fill",
          "currentColor",
          "fill-opacity",
          "0.75");
    }
  }

  private void labels() {
    List<ChartPoint> points = lines.get(0).points();
    int every = Math.max(1, (int) Math.ceil(LABEL_WIDTH / slot()));
    for (int i = 0; i < points.size(); i += every) {
      double x = Math.max(LEFT + 14, Math.min(WIDTH - 20, x(i)));
      svg.element(
          "text",
          points.get(i).label(),
          "x",
          SvgWriter.number(x),
          "y",
          Integer.toString(HEIGHT - 7),
          "text-anchor",
          "middle",
          "fill",
          "currentColor",
          "fill-opacity",
          "0.75");
    }
  }

  private void mark(Mark mark, boolean brief) {
    String x = SvgWriter.number(LEFT + (WIDTH - LEFT - RIGHT) * mark.place());
    svg.begin("g", "class", "epoch").element("title", mark.text());
    svg.empty(
        "line",
        "x1",
        x,
        "y1",
        Integer.toString(TOP - 4),
        "x2",
        x,
        "y2",
        Integer.toString(brief ? TOP + BRIEF : HEIGHT - BOTTOM),
        "stroke",
        "#8a55b5",
        "stroke-width",
        "1.5",
        "stroke-dasharray",
        "3 3");
    svg.empty(
        "circle",
        "cx",
        x,
        "cy",
        Integer.toString(TOP - 4),
        "r",
        brief ? "2.5" : "4",
        "fill",
        "#8a55b5");
    svg.end();
  }

  private void line(int number) {
    String colour = COLOURS.get(number % COLOURS.size());
    String css = "series-" + (number + 1);
    List<ChartPoint> points = lines.get(number).points();
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      OptionalDouble value = points.get(i).value();
      if (value.isPresent()) {
        String place = place(i, value.getAsDouble());
        // A line of no length with round ends is a dot: a value between two gaps stays visible.
        path.append(pen ? "L" + place : "M" + place + "h0");
      }
      pen = value.isPresent();
    }
    if (number == 0) {
      area(points, colour);
    }
    if (path.length() > 0) {
      svg.empty(
          "path",
          "d",
          path.toString(),
          "class",
          css,
          "fill",
          "none",
          "stroke",
          colour,
          "stroke-width",
          "2",
          "stroke-linejoin",
          "round",
          "stroke-linecap",
          "round");
    }
  }

  private void area(List<ChartPoint> points, String colour) {
    String bottom = Integer.toString(HEIGHT - BOTTOM);
    StringBuilder path = new StringBuilder();
    int begun = -1;
    for (int i = 0; i <= points.size(); i++) {
      boolean there = i < points.size() && points.get(i).value().isPresent();
      if (there) {
        String place = place(i, points.get(i).value().getAsDouble());
        path.append(begun < 0 ? 'M' + SvgWriter.number(x(i)) + ' ' + bottom : "")
            .append('L')
            .append(place);
        begun = begun < 0 ? i : begun;
      } else if (begun >= 0) {
        path.append('L').append(SvgWriter.number(x(i - 1))).append(' ').append(bottom).append('Z');
        begun = -1;
      }
    }
    if (path.length() > 0) {
      svg.empty(
          "path", "d", path.toString(), "class", "area", "fill", colour, "fill-opacity", "0.1");
    }
  }

  private String place(int index, double value) {
    return SvgWriter.number(x(index)) + ' ' + SvgWriter.number(axis.pixel(value));
  }

  /** A strip for each time that shows its values when it is pointed at. */
  private void times() {
    List<ChartPoint> first = lines.get(0).points();
    for (int i = 0; i < first.size(); i++) {
      StringBuilder title = new StringBuilder(first.get(i).label()).append(':');
      for (Line line : lines) {
        title.append(' ').append(line.name()).append(line.name().isEmpty() ? "" : " ");
        title
            .append(line.points().get(i).shown())
            .append(lines.indexOf(line) + 1 < lines.size() ? "," : "");
      }
      svg.begin(
              "rect",
              "class",
              "hit",
              "x",
              SvgWriter.number(LEFT + slot() * i),
              "y",
              Integer.toString(TOP),
              "width",
              SvgWriter.number(slot()),
              "height",
              Integer.toString(HEIGHT - BOTTOM - TOP),
              "fill",
              "currentColor",
              "fill-opacity",
              "0")
          .element("title", title.toString().replace(":  ", ": "))
          .end();
    }
  }
}
