package org.voiceagent.exporter.demo.event;

import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;

/** Random values as they occur: skewed durations, weighted choices, short decimals. */
final class Draw {
  private Draw() {}

  /** A number around a median, twice as large or half as large in one of three draws. */
  static double skewed(SeededRandom random, double median) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += random.between(-1.0, 1.0);
    }
    return rounded(median * Math.pow(2, sum));
  }

  /** A number with four significant digits behind the point at most. */
  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** The first of the list in half of all draws, the second in a quarter, and so on. */
  static <T> T early(SeededRandom random, List<T> list) {
    int index = 0;
    while (index < list.size() - 1 && random.chance(0.5)) {
      index++;
    }
    return list.get(index);
  }
}
