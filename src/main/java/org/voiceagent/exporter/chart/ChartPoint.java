package org.voiceagent.exporter.chart;

import java.util.OptionalDouble;

/**
 * One mark of a chart.
 *
 * @param label what stands below it, such as a day; any text, it is escaped
 * @param value how high it is, or empty for a gap; infinite values and NaN are gaps, too
 * @param shown the value with its unit as a reader wants to see it, or why there is none; any text
 */
public record ChartPoint(String label, OptionalDouble value, String shown) {

  /** Turns what cannot be drawn into a gap. */
  public ChartPoint {
    value =
        value.isPresent() && Double.isFinite(value.getAsDouble()) ? value : OptionalDouble.empty();
  }
}
