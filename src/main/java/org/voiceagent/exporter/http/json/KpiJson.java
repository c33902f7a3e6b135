package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.kpi.KpiValue;

/** Key performance indicators as JSON, in the form of {@code docs/schema/kpi.schema.json}. */
public final class KpiJson {
  private KpiJson() {}

  /**
   * From when on the history is complete.
   *
   * @param since from when on it has every call
   * @param hourlySince from when on it has every hour
   */
  public record Known(Instant since, Instant hourlySince) {}

  /** All indicators of all groups: one line, with a line feed at the end. */
  public static String of(KpiQuery query, List<KpiRow> rows, Known known) {
    return Json.text(report(query, rows, known));
  }

  /**
   * All indicators by the hour or the day, and what changed meanwhile.
   *
   * @param changes the changes of the configuration in this time
   */
  public static String trends(
      KpiQuery query, List<KpiRow> rows, Known known, List<Effect> changes) {
    ObjectNode node = report(query, rows, known);
    ArrayNode array = node.putArray("changes");
    for (Effect change : changes) {
      ObjectNode one = array.addObject().put("at", change.at().toString());
      one.put("field", change.field());
      one.put("from", change.from().orElse(null)).put("to", change.to().orElse(null));
      one.put("pipeline_name", change.labels().pipelineName());
      one.put("provider_id", change.labels().providerId());
      one.put("model_variant", change.labels().modelVariant());
    }
    return Json.text(node);
  }

  private static ObjectNode report(KpiQuery query, List<KpiRow> rows, Known known) {
    ObjectNode node = head(query, known);
    ArrayNode by = node.putArray("by");
    query.by().forEach(by::add);
    ArrayNode array = node.putArray("rows");
    for (KpiRow row : rows) {
      ObjectNode one = array.addObject();
      ObjectNode labels = one.putObject("labels");
      row.labels().forEach(labels::put);
      ArrayNode kpis = one.putArray("kpis");
      row.values().forEach(value -> put(kpis.addObject(), value));
    }
    return node;
  }

  /**
   * One indicator over time: a series of points for each group and, for costs, currency. A time
   * without calls has no point.
   *
   * @param query groups by the hour or the day, and perhaps by more
   */
  public static String series(Kpi kpi, KpiQuery query, List<KpiRow> rows, Known known) {
    ObjectNode node = head(query, known);
    node.set("kpi", definition(kpi));
    String step = query.by().contains(KpiQuery.HOUR) ? KpiQuery.HOUR : KpiQuery.DAY;
    node.put("step", step);
    ArrayNode array = node.putArray("series");
    series(kpi, rows, step)
        .forEach(
            (name, points) -> {
              ObjectNode one = array.addObject();
              ObjectNode labels = one.putObject("labels");
              name.labels().forEach(labels::put);
              one.put("unit", name.unit());
              ArrayNode all = one.putArray("points");
              points.forEach(
                  point -> {
                    ObjectNode at = all.addObject().put("at", point.at());
                    putFigures(at, point.value());
                  });
            });
    return Json.text(node);
  }

  private record Name(Map<String, String> labels, String unit) {}

  private record Point(String at, KpiValue value) {}

  private static Map<Name, List<Point>> series(Kpi kpi, List<KpiRow> rows, String step) {
    Map<Name, List<Point>> series = new LinkedHashMap<>();
    for (KpiRow row : rows) {
      Map<String, String> labels = new LinkedHashMap<>(row.labels());
      String at = String.valueOf(labels.remove(step));
      for (KpiValue value : row.values()) {
        if (value.kpi().id().equals(kpi.id())) {
          Name name = new Name(labels, value.kpi().unit().label());
          series.computeIfAbsent(name, any -> new ArrayList<>()).add(new Point(at, value));
        }
      }
    }
    return series;
  }

  private static ObjectNode head(KpiQuery query, Known known) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("from", query.from().toString()).put("to", query.to().toString());
    node.put("since", known.since().toString());
    return node.put("hourly_since", known.hourlySince().toString());
  }

  private static ObjectNode definition(Kpi kpi) {
    ObjectNode node = Json.object().put("id", kpi.id()).put("title", kpi.title());
    node.put("formula", kpi.formula()).put("unit", kpi.unit().label());
    node.put("format", word(kpi.unit().format())).put("counts", kpi.counts());
    node.put("minimum", kpi.minimum()).put("source", kpi.source());
    return node.put("direction", word(kpi.direction())).put("promql", kpi.promql());
  }

  private static void put(ObjectNode node, KpiValue value) {
    node.put("id", value.kpi().id()).put("unit", value.kpi().unit().label());
    putFigures(node, value);
  }

  private static void putFigures(ObjectNode node, KpiValue value) {
    if (value.value().isPresent()) {
      node.set("value", Json.number(value.value().getAsDouble()));
    } else {
      node.putNull("value");
    }
    node.put("n", value.n()).put("absent_because", value.absentBecause());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
