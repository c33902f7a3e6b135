package org.voiceagent.exporter.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * The vertical axis of a chart: which values it spans, where its grid lines are, and at which pixel
 * a value lies. Immutable.
 */
final class ValueAxis {
  private static final int LINES = 4;

  private final double low;
  private final double high;
  private final double step;
  private final double top;
  private final double bottom;

  private ValueAxis(double low, double high, double step, double top, double bottom) {
    this.low = low;
    this.high = high;
    this.step = step;
    this.top = top;
    this.bottom = bottom;
  }

  /**
   * An axis for these points.
   *
   * @param fromZero whether it must contain 0, as bars need it
   * @param top the pixel of its upper end
   * @param bottom the pixel of its lower end; greater than the upper one
   */
  static ValueAxis of(List<ChartPoint> points, boolean fromZero, double top, double bottom) {
    DoubleSummaryStatistics values =
        points.stream().flatMapToDouble(point -> point.value().stream()).summaryStatistics();
    double least = values.getCount() == 0 ? 0 : values.getMin();
    double most = values.getCount() == 0 ? 1 : values.getMax();
    if (fromZero) {
      least = Math.min(0, least);
      most = Math.max(0, most);
    }
    if (least == most) {
      double half = least == 0 ? 1 : Math.abs(least) / 10;
      least -= least >= 0 && fromZero ? least : half;
      most += half;
    }
    double step = niceStep((most - least) / LINES);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new ValueAxis(low, high, step, top, bottom);
  }

  /** The pixel of a value. */
  double pixel(double value) {
    return bottom - (value - low) / (high - low) * (bottom - top);
  }

  /** The values of the grid lines, the lowest first. */
  List<Double> lines() {
    List<Double> lines = new ArrayList<>();
    int steps = (int) Math.round((high - low) / step);
    for (int i = 0; i <= steps; i++) {
      lines.add(low + i * step);
    }
    return lines;
  }

  /** A grid line's value with as many decimals as the step needs. */
  String label(double value) {
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + Math.min(6, decimals) + "f", value + 0.0);
  }

  /** The next of 1, 2 or 5 times a power of ten. */
  private static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double factor = least / power;
    double nice = factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10;
    return nice * power;
  }
}
