package org.voiceagent.exporter.http.pages;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.json.KpiJson;
import org.voiceagent.exporter.http.json.KpiJson.Known;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.yaml.ShortTime;

/** Key performance indicators: the pages at and below {@code /kpi}, as JSON or CSV. */
final class KpiPages {
  private static final Duration USUAL_TIME = Duration.ofDays(1);
  private static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final String[] OF_ALL = {
    "from", "to", "by", "pipeline_name", "provider_id", "model_variant"
  };
  private static final String[] OF_ONE =
      Stream.concat(Stream.of("step"), Arrays.stream(OF_ALL)).toArray(String[]::new);

  private final KpiReports reports;

  KpiPages(KpiReports reports) {
    this.reports = reports;
  }

  /** All indicators, in groups if wanted. */
  PageResponse json(PageRequest request) {
    KpiQuery query = query(request.parameters(), OF_ALL, List.of());
    return PageResponse.json(KpiJson.of(query, rows(query), known()));
  }

  /** The same as CSV. */
  PageResponse csv(PageRequest request) {
    KpiQuery query = query(request.parameters(), OF_ALL, List.of());
    return PageResponse.of(CSV, KpiCsv.of(query, rows(query)).getBytes(StandardCharsets.UTF_8));
  }

  /** One indicator by the hour or by the day. */
  PageResponse series(PageRequest request) {
    Kpi kpi =
        KpiCatalog.bundled()
            .named(request.segments().get(1))
            .orElseThrow(() -> RefusedException.notFound("no such indicator; /kpi lists all"));
    QueryString parameters = request.parameters();
    String step = parameters.text("step").orElse(KpiQuery.HOUR);
    if (!step.equals(KpiQuery.HOUR) && !step.equals(KpiQuery.DAY)) {
      throw RefusedException.badRequest("step must be hour or day");
    }
    KpiQuery query = query(parameters, OF_ONE, List.of(step));
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

  private KpiQuery query(QueryString parameters, String[] known, List<String> first) {
    parameters.allowOnly(known);
    Instant now = reports.until();
    Instant to = time(parameters, "to", now).orElse(now);
    Instant from = time(parameters, "from", now).orElse(to.minus(USUAL_TIME));
    List<String> by =
        parameters.text("by").map(names -> List.of(names.split(",", -1))).orElse(List.of());
    Map<String, String> where = new LinkedHashMap<>();
    KpiQuery.CALL_LABELS.forEach(
        name -> parameters.text(name).ifPresent(value -> where.put(name, value)));
    try {
      return new KpiQuery(from, to, Stream.concat(first.stream(), by.stream()).toList(), where);
    } catch (IllegalArgumentException wrong) {
      throw RefusedException.badRequest(wrong.getMessage());
    }
  }

  /** A time, a day, or how long ago. */
  private static Optional<Instant> time(QueryString parameters, String name, Instant now) {
    return parameters
        .text(name)
        .map(
            text ->
                ShortTime.parse(text)
                    .map(now::minus)
                    .or(() -> instant(text))
                    .orElseThrow(
                        () ->
                            RefusedException.badRequest(
                                name
                                    + " must be a time such as 2026-11-30T12:00:00Z, a day such as"
                                    + " 2026-11-30, or how long ago, such as 24h or 7d")));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.length() == "2026-11-30".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
