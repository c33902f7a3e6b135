package org.voiceagent.exporter.http.pages;

import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiValue;

/**
 * How an indicator moved against the time before.
 *
 * @param before its value then, in its own unit
 * @param arrow which way it went: {@code ▲}, {@code ▼}, or {@code ■} for steady
 * @param text by how much, such as {@code 12 %}, or {@code steady}
 * @param mood whether that is good, by the indicator's definition
 */
record Trend(double before, String arrow, String text, Mood mood) {
  /** Below this share of the value before, it counts as steady. */
  private static final double STEADY = 0.02;

  /** For ratios: below half a percentage point. */
  private static final double STEADY_POINTS = 0.005;

  /** Whether a change is good. */
  enum Mood {
    GOOD("good"),
    BAD("bad"),
    NEITHER("quiet");

    private final String css;

    Mood(String css) {
      this.css = css;
    }

    /** The class of its colour in the style sheet. */
    String css() {
      return css;
    }
  }

  /** The trend, if both values are there. */
  static Optional<Trend> of(Optional<KpiValue> now, Optional<KpiValue> before) {
    if (now.isEmpty()
        || before.isEmpty()
        || now.get().value().isEmpty()
        || before.get().value().isEmpty()
        || !now.get().kpi().id().equals(before.get().kpi().id())
        || !now.get().kpi().unit().equals(before.get().kpi().unit())) {
      return Optional.empty();
    }
    return Optional.of(
        of(now.get().kpi(), now.get().value().getAsDouble(), before.get().value().getAsDouble()));
  }

  private static Trend of(Kpi kpi, double now, double before) {
    boolean ratio = kpi.unit().format() == Kpi.Format.PERCENT;
    double change = now - before;
    double size = Math.abs(change);
    if (ratio ? size < STEADY_POINTS : size <= STEADY * Math.abs(before)) {
      return new Trend(before, "■", "steady", Mood.NEITHER);
    }
    String text;
    if (ratio) {
      text = String.format(Locale.ROOT, "%.1f points", size * 100);
    } else if (before == 0) {
      text = FigureText.of(size, kpi.unit().label()).text();
    } else {
      text = String.format(Locale.ROOT, "%.0f %%", size / Math.abs(before) * 100);
    }
    return new Trend(before, change > 0 ? "▲" : "▼", text, mood(kpi.direction(), change > 0));
  }

  private static Mood mood(Kpi.Direction direction, boolean up) {
    return switch (direction) {
      case NEITHER -> Mood.NEITHER;
      case HIGHER_IS_BETTER -> up ? Mood.GOOD : Mood.BAD;
      case LOWER_IS_BETTER -> up ? Mood.BAD : Mood.GOOD;
    };
  }
}
