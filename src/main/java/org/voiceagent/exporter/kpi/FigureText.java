package org.voiceagent.exporter.kpi;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A value as a person wants to read it.
 *
 * @param number the number with as many digits as matter
 * @param unit what follows it, such as {@code s}, {@code %} or {@code USD}; or ""
 */
public record FigureText(String number, String unit) {

  /**
   * Words a value.
   *
   * @param unit the label of {@link Kpi.Unit}, such as {@code seconds}
   */
  public static FigureText of(double value, String unit) {
    return switch (unit) {
      case "seconds" -> new FigureText(format(value, value < 10 ? 2 : 1), "s");
      case "ratio" -> new FigureText(format(value * 100, 1), "%");
      case "calls" -> new FigureText(format(value, 0), "");
      case "score" -> new FigureText(format(value, 2), "");
      case "number" -> new FigureText(format(value, 1), "");
      default ->
          isCurrency(unit)
              ? new FigureText(format(value, 4), unit)
              : new FigureText(format(value, 2), "");
    };
  }

  /** The unit for the axis of a chart, whose values {@link #charted} gives. */
  public static String chartUnit(String unit) {
    return switch (unit) {
      case "seconds" -> "s";
      case "ratio" -> "%";
      default -> isCurrency(unit) ? unit : "";
    };
  }

  /** A value in the unit of a chart: ratios are percentages there. */
  public static OptionalDouble charted(OptionalDouble value, String unit) {
    return value.isPresent() && unit.equals("ratio")
        ? OptionalDouble.of(value.getAsDouble() * 100)
        : value;
  }

  /** Both parts, with a space between them if there is a unit. */
  public String text() {
    return unit.isEmpty() ? number : number + ' ' + unit;
  }

  private static boolean isCurrency(String unit) {
    return unit.matches("[A-Z]{3}");
  }

  private static String format(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
