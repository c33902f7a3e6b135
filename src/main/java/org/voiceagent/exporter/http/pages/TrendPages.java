package org.voiceagent.exporter.http.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.chart.ChartPoint;
import org.voiceagent.exporter.chart.HeatMap;
import org.voiceagent.exporter.chart.TimeChart;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.json.KpiJson;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiRow;

/** Indicators over time, with the changes of the configuration, and by the hour of the week. */
final class TrendPages {
  private static final Offer JSON = new Offer("application/json", Set.of());
  private static final Offer HTML = new Offer("text/html", Set.of());
  private static final Offer CSV = new Offer("text/csv", Set.of());
  private static final List<Offer> FORMS = List.of(JSON, HTML, CSV);
  private static final Duration USUAL_TIME = Duration.ofDays(7);
  private static final double MOST_MARKS = 30;

  /** What is drawn as one line each. */
  private static final List<String> CHARTED =
      List.of(
          "calls",
          "error_rate",
          "containment_rate",
          "fcr_stated_rate",
          "abandonment_rate",
          "negative_sentiment_rate",
          "csat_mean",
          "aht_seconds",
          "dead_air_seconds",
          "barge_ins_per_call",
          "tool_failure_rate",
          "cost_per_call",
          "cache_hit_rate");

  /** What is drawn by the hour of the week. */
  private static final List<String> HEAT =
      List.of("calls", "response_latency_p95_seconds", "error_rate");

  private static final List<String> PARTS = List.of("llm", "tts", "stt");

  private final WebContent content;

  TrendPages(WebContent content) {
    this.content = content;
  }

  /** The page; it is also the report for print. */
  PageResponse page(PageRequest request) {
    Offer form = request.choose(FORMS);
    ViewQuery view = ViewQuery.of(request.parameters());
    Instant now = content.kpis().history().until();
    if (!form.equals(HTML)) {
      return data(view, view.range(now, USUAL_TIME), form.equals(CSV));
    }
    KpiView figures =
        KpiView.of(
            content.kpis().history(),
            view.range(now, USUAL_TIME),
            view.where(),
            KpiView.Part.STEPS,
            KpiView.Part.WEEK);
    return PageResponse.html(
        PageFrame.of(Section.TRENDS, "Trends", view)
            .lead(Durations.sentence(figures.range()))
            .filters(new FilterBar("/trends", "7d", content.kpis().history().labelValues()))
            .beside("/trends.json", "JSON")
            .beside("/trends.csv", "CSV")
            .html(page -> body(page, figures, view)));
  }

  /** The same as data: each indicator by the hour or the day. */
  private PageResponse data(ViewQuery view, TimeRange range, boolean csv) {
    KpiReports reports = content.kpis().history();
    KpiQuery query =
        new KpiQuery(range.from(), range.to(), List.of(KpiView.step(range)), view.where());
    List<KpiRow> rows = KpiView.rows(reports, List.of(query)).get(0);
    return csv
        ? PageResponse.of(KpiCsv.TYPE, KpiCsv.of(query, rows).getBytes(StandardCharsets.UTF_8))
        : PageResponse.json(
            KpiJson.trends(
                query,
                rows,
                new KpiJson.Known(reports.since(), reports.hourlySince()),
                changes(range, view).toList()));
  }

  private void body(HtmlWriter page, KpiView figures, ViewQuery view) {
    if (figures.now("calls").filter(value -> value.n() > 0).isEmpty()) {
      EmptyState.write(page, content, view, figures.range());
      return;
    }
    List<TimeChart.Mark> marks = marks(figures.stepped(), view);
    page.element("h2", figures.isHourly() ? "Hour by hour" : "Day by day").line();
    page.begin("p", "class", "quiet");
    page.text("Times are in UTC. A gap means that there are too few calls for a value.");
    if (!marks.isEmpty()) {
      page.text(" Marks at the top are changes of the configuration. ");
      page.link(view.link("/feedback/effects"), "What they did");
    }
    page.end().line();
    page.begin("div", "class", "charts").line();
    page.chart(
        "Wait for an answer",
        "s",
        List.of(
            line(figures, "p50", "response_latency_p50_seconds"),
            line(figures, "p95", "response_latency_p95_seconds")),
        marks);
    page.chart(
        "Latency by part, p95",
        "s",
        PARTS.stream()
            .map(
                part ->
                    line(
                        figures,
                        KpiHtml.title(part + "_latency_p95_seconds").replace(", p95", ""),
                        part + "_latency_p95_seconds"))
            .toList(),
        marks);
    CHARTED.forEach(name -> chart(page, figures, name, marks));
    page.end().line();
    heat(page, figures);
  }

  private static void chart(
      HtmlWriter page, KpiView figures, String name, List<TimeChart.Mark> marks) {
    List<ChartPoint> points = figures.points(name);
    if (points.stream().noneMatch(point -> point.value().isPresent())) {
      return;
    }
    String unit =
        figures
            .now(name)
            .map(value -> value.kpi().unit().label())
            .map(FigureText::chartUnit)
            .orElse("");
    page.chart(KpiHtml.title(name), unit, List.of(new TimeChart.Line("", points)), marks);
  }

  private static TimeChart.Line line(KpiView figures, String name, String kpi) {
    return new TimeChart.Line(name, figures.points(kpi));
  }

  /** The newest changes of the configuration in the time. */
  private List<TimeChart.Mark> marks(TimeRange range, ViewQuery view) {
    return changes(range, view)
        .collect(
            Collectors.groupingBy(
                effect -> Math.round(place(effect.at(), range) * MOST_MARKS),
                TreeMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(near -> mark(near, range))
        .toList();
  }

  private Stream<Effect> changes(TimeRange range, ViewQuery view) {
    return content.kpis().conclusions().outcomes().effects().stream()
        .filter(effect -> !effect.at().isBefore(range.from()) && effect.at().isBefore(range.to()))
        .filter(effect -> view.matches(effect.labels()));
  }

  /** Changes that would be drawn over each other share a mark. */
  private static TimeChart.Mark mark(List<Effect> near, TimeRange range) {
    String text = text(near.get(0));
    int more = near.size() - 1;
    return new TimeChart.Mark(
        place(near.get(0).at(), range), more == 0 ? text : text + "; and " + more + " more");
  }

  private static double place(Instant at, TimeRange range) {
    return (double) Duration.between(range.from(), at).toSeconds() / range.length().toSeconds();
  }

  private static String text(Effect effect) {
    return HumanText.minute(effect.at())
        + ": "
        + effect.field()
        + " from "
        + effect.from().orElse("unset")
        + " to "
        + effect.to().orElse("unset")
        + " ("
        + effect.labels().pipelineName()
        + ")";
  }

  private static void heat(HtmlWriter page, KpiView figures) {
    List<String> known =
        HEAT.stream()
            .filter(
                name -> figures.week(name).stream().anyMatch(point -> point.value().isPresent()))
            .toList();
    if (known.isEmpty()) {
      return;
    }
    page.element("h2", "By the hour of the week").line();
    page.element(
            "p",
            "In UTC. The darker an hour, the higher its value; point at an hour to read it.",
            "class",
            "quiet")
        .line();
    page.begin("div", "class", "charts heat").line();
    for (String name : known) {
      String title = KpiCatalog.bundled().named(name).map(Kpi::title).orElse(name);
      page.begin("figure", "class", "card chart").begin("figcaption");
      page.element("span", title, "class", "name").end().line();
      page.scroll("", title).picture(HeatMap.svg(title, figures.week(name)));
      page.end().end().line();
    }
    page.end().line();
  }
}
