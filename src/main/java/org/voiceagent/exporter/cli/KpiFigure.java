package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;

/**
 * One key performance indicator in an answer of {@code /kpi}.
 *
 * @param id the name with its version, such as {@code aht_seconds@v1}
 * @param title a few words for a heading
 * @param unit the unit in JSON, such as {@code seconds}, {@code ratio} or {@code USD}
 * @param direction which way is better
 * @param value the value in that unit; empty if absent
 * @param n from how many calls, ratings, requests or latencies it was worked out
 * @param why why it is absent; "" if there is a value
 */
record KpiFigure(
    String id,
    String title,
    String unit,
    Kpi.Direction direction,
    OptionalDouble value,
    long n,
    String why) {

  /** What stands where a value is absent. */
  static final String ABSENT = "-";

  /**
   * Reads one from an answer.
   *
   * @param catalog knows what the answer does not say; a newer daemon may have more indicators
   */
  static KpiFigure of(JsonNode node, KpiCatalog catalog) {
    String id = Terminal.safe(node.path("id").asText());
    Optional<Kpi> kpi = catalog.named(id);
    JsonNode value = node.path("value");
    return new KpiFigure(
        id,
        kpi.map(Kpi::title).orElse(id),
        Terminal.safe(node.path("unit").asText()),
        kpi.map(Kpi::direction).orElse(Kpi.Direction.NEITHER),
        value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty(),
        node.path("n").asLong(),
        Terminal.safe(node.path("absent_because").asText("")));
  }

  /** The name without its version. */
  String name() {
    return id.replaceFirst("@.*", "");
  }

  /** Whether a higher value is better. */
  boolean higherIsBetter() {
    return direction == Kpi.Direction.HIGHER_IS_BETTER;
  }

  /** Whether either direction is better. */
  boolean hasDirection() {
    return direction != Kpi.Direction.NEITHER;
  }

  /** The same indicator where nothing is known. */
  KpiFigure absent() {
    return new KpiFigure(id, title, unit, direction, OptionalDouble.empty(), 0, "no calls");
  }

  /** The value with its unit, or {@value #ABSENT}. */
  String text() {
    return value.isPresent() ? text(value.getAsDouble(), unit) : ABSENT;
  }

  /** A value with its unit, as a person wants to read it. */
  static String text(double value, String unit) {
    return FigureText.of(value, unit).text();
  }

  /** The unit for the axis of a chart, whose values {@link #charted} gives. */
  String chartUnit() {
    return FigureText.chartUnit(unit);
  }

  /** The value in the unit of a chart. */
  OptionalDouble charted() {
    return FigureText.charted(value, unit);
  }
}
