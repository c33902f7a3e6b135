package org.voiceagent.exporter.http.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.json.KpiJson;
import org.voiceagent.exporter.http.json.KpiJson.Known;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiRow;

/** Key performance indicators: the pages at and below {@code /kpi}, as JSON or CSV. */
final class KpiPages {
  private static final Duration USUAL_TIME = Duration.ofDays(1);
  private static final String CSV = "text/csv; charset=utf-8; header=present";

  /** What {@code /kpi} and {@code /kpi.csv} take. */
  static final Parameters OF_ALL =
      Parameters.of("from", "to", "by", "pipeline_name", "provider_id", "model_variant");

  /** What {@code /kpi/*} takes. */
  static final Parameters OF_ONE = OF_ALL.and("step");

  private final KpiReports reports;

  KpiPages(KpiReports reports) {
    this.reports = reports;
  }

  /** All indicators, in groups if wanted. */
  PageResponse json(PageRequest request) {
    KpiQuery query = query(request.parameters(), List.of());
    return PageResponse.json(KpiJson.of(query, rows(query), known()));
  }

  /** The same as CSV. */
  PageResponse csv(PageRequest request) {
    KpiQuery query = query(request.parameters(), List.of());
    return PageResponse.of(CSV, KpiCsv.of(query, rows(query)).getBytes(StandardCharsets.UTF_8));
  }

  /** One indicator by the hour or by the day. */
  PageResponse series(PageRequest request) {
    Kpi kpi =
        KpiCatalog.bundled()
            .named(request.segments().get(1))
            .orElseThrow(() -> RefusedException.notFound("no such indicator; /kpi lists all"));
    QueryString parameters = request.parameters();
    String step =
        parameters.oneOf("step", List.of(KpiQuery.HOUR, KpiQuery.DAY)).orElse(KpiQuery.HOUR);
    KpiQuery query = query(parameters, List.of(step));
    return PageResponse.json(KpiJson.series(kpi, query, rows(query), known()));
  }

  private Known known() {
    return new Known(reports.since(), reports.hourlySince());
  }

  private List<KpiRow> rows(KpiQuery query) {
    try {
      return reports.rows(query);
    } catch (IllegalArgumentException tooMany) {
      throw RefusedException.badRequest(tooMany.getMessage());
    }
  }

  private KpiQuery query(QueryString parameters, List<String> first) {
    Instant now = reports.until();
    TimeRange range = ViewQuery.of(parameters).range(now, USUAL_TIME);
    List<String> by =
        parameters.text("by").map(names -> List.of(names.split(",", -1))).orElse(List.of());
    Map<String, String> where = new LinkedHashMap<>();
    KpiQuery.CALL_LABELS.forEach(
        name -> parameters.text(name).ifPresent(value -> where.put(name, value)));
    try {
      return new KpiQuery(
          range.from(), range.to(), Stream.concat(first.stream(), by.stream()).toList(), where);
    } catch (IllegalArgumentException wrong) {
      throw RefusedException.badRequest(wrong.getMessage());
    }
  }
}
