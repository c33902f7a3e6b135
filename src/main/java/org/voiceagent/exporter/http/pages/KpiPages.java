package org.voiceagent.exporter.http.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What {@code /kpi} and {@code /kpi.csv} take. */
  static final Parameters OF_ALL =
      Parameters.of("from", "to", "by", "pipeline_name", "provider_id", "model_variant");

  /** What {@code /kpi/*} takes. */
  static final Parameters OF_ONE = OF_ALL.and("step");

  private static final List<String> GROUPS =
      List.of("pipeline_name", "provider_id", "model_variant", "hour", "day", "hour_of_week");

  private final KpiReports reports;

  KpiPages(KpiReports reports) {
    this.reports = reports;
  }

  /** All indicators, in groups if wanted; JSON by default. */
  PageResponse all(PageRequest request) {
    QueryString parameters = request.parameters();
    if (request.prefersHtml() && parameters.choice("by").isEmpty()) {
      // A form sends its empty fields, too.
      return PageResponse.html(
          html(query(parameters, List.of(), List.of()), ViewQuery.of(parameters)));
    }
    KpiQuery query = query(parameters, List.of());
    return request.prefersHtml()
        ? PageResponse.html(html(query, ViewQuery.of(request.parameters())))
        : PageResponse.json(KpiJson.of(query, rows(query), known()));
  }

  private String html(KpiQuery query, ViewQuery view) {
    TimeRange range = new TimeRange(query.from(), query.to());
    String[] grouping =
        query.by().isEmpty() ? new String[0] : new String[] {"by", String.join(",", query.by())};
    return PageFrame.of(Section.KPIS, "Key performance indicators", view)
        .lead(Durations.sentence(range))
        .filters(
            new FilterBar(
                "/kpi",
                "24h",
                reports.labelValues(),
                Map.of(),
                Optional.of(page -> by(page, query.by()))))
        .beside("/kpi.json", "JSON", grouping)
        .beside("/kpi.csv", "CSV", grouping)
        .html(
            page -> {
              if (!query.by().isEmpty()) {
                KpiHtml.groups(page, query.by(), rows(query));
              } else {
                KpiHtml.all(
                    page,
                    KpiView.of(
                        reports, range, view.where(), KpiView.Part.BEFORE, KpiView.Part.STEPS));
              }
            });
  }

  private static void by(HtmlWriter page, List<String> by) {
    page.begin("label").element("span", "Group by").begin("select", "name", "by").line();
    page.element("option", "Nothing", "value", "");
    for (String name : GROUPS) {
      String words = KpiHtml.grouping(name);
      if (by.equals(List.of(name))) {
        page.element("option", words, "value", name, "selected", "selected");
      } else {
        page.element("option", words, "value", name);
      }
    }
    page.end().end().line();
  }

  /** The same as CSV. */
  PageResponse csv(PageRequest request) {
    KpiQuery query = query(request.parameters(), List.of());
    return PageResponse.of(
        KpiCsv.TYPE, KpiCsv.of(query, rows(query)).getBytes(StandardCharsets.UTF_8));
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
    List<String> by =
        parameters.text("by").map(names -> List.of(names.split(",", -1))).orElse(List.of());
    return query(parameters, first, by);
  }

  private KpiQuery query(QueryString parameters, List<String> first, List<String> by) {
    Instant now = reports.until();
    TimeRange range = ViewQuery.of(parameters).range(now, USUAL_TIME);
    Map<String, String> where = ViewQuery.of(parameters).where();
    try {
      return new KpiQuery(
          range.from(), range.to(), Stream.concat(first.stream(), by.stream()).toList(), where);
    } catch (IllegalArgumentException wrong) {
      throw RefusedException.badRequest(wrong.getMessage());
    }
  }
}
