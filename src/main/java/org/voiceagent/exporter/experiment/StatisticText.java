package org.voiceagent.exporter.experiment;

import java.util.Locale;

/** Writes statistics for people. */
final class StatisticText {
  private StatisticText() {}

  /** A probability; a very small one is never written as 0. */
  static String chance(double p) {
    return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p %.4f", p);
  }

  /** A value with three significant digits, or a share in per cent. */
  static String shown(double value, boolean share) {
    if (share) {
      return String.format(Locale.ROOT, "%.1f %%", value * 100);
    }
    double size = Math.abs(value);
    String form = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
