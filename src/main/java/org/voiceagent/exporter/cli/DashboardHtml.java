package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.chart.BarChart;
import org.voiceagent.exporter.chart.ChartPoint;
import org.voiceagent.exporter.chart.LineChart;
import org.voiceagent.exporter.chart.Sparkline;
import org.voiceagent.exporter.http.pages.HtmlWriter;

/**
 * The executive view as a page in one file, without scripts and without anything to load, that
 * prints on A4.
 */
final class DashboardHtml {
  /** Without quotes and angle brackets, because text on a page is escaped. */
  private static final String STYLE =
      """
      @page { size: A4; margin: 14mm }
      :root { color-scheme: light }
      body { font: 14px/1.4 system-ui, sans-serif; color: #1b1f24; background: #fff;
        max-width: 70em; margin: 1.5em auto; padding: 0 1em }
      h1 { font-size: 1.5em; margin: 0 } h2 { font-size: 1.15em; margin: 1.4em 0 .4em }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; padding: .25em .6em; border-bottom: 1px solid #d0d7de;
        vertical-align: top }
      .number { text-align: right; font-variant-numeric: tabular-nums }
      .better { color: #116329 } .worse { color: #a40e26 } .note { color: #57606a; font-size: .9em }
      .charts { display: flex; flex-wrap: wrap; gap: 1em }
      .charts svg { max-width: 100%; height: auto }
      tr, svg, li { break-inside: avoid } h2 { break-after: avoid }
      """;

  private DashboardHtml() {}

  /** The page. */
  static String of(Dashboard dashboard) {
    HtmlWriter page = new HtmlWriter();
    String title = "Business dashboard, " + dashboard.firstDay() + " to " + dashboard.lastDay();
    page.begin("html", "lang", "en").begin("head").empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width");
    page.element("title", title).element("style", STYLE).end().line();
    page.begin("body").element("h1", title).line();
    if (dashboard.period().isIncomplete()) {
      page.element(
          "p",
          "The history begins at " + dashboard.period().since() + ": earlier calls may be missing.",
          "class",
          "note");
    }
    indicators(page, dashboard);
    charts(page, dashboard);
    pipelines(page, dashboard);
    unusual(page, dashboard.anomalies());
    advice(page, dashboard.advice());
    page.element(
        "p",
        "Each indicator is defined in docs/kpis.md under its id. N is the number of calls, ratings,"
            + " requests or latencies that it was worked out from. A dash means that there is no"
            + " value, which is never 0.",
        "class",
        "note");
    page.end().line().end();
    return "<!DOCTYPE html>\n" + page + "\n";
  }

  private static void indicators(HtmlWriter page, Dashboard dashboard) {
    page.element("h2", "Indicators").begin("table").begin("tr");
    for (String heading : List.of("Indicator", "Value", "Before", "Change", "N", "By day", "Id")) {
      page.element("th", heading, "scope", "col");
    }
    page.end().line();
    for (KpiFigure figure : dashboard.headlines()) {
      page.begin("tr").element("th", figure.title(), "scope", "row");
      page.begin("td", "class", "number").text(figure.text());
      if (figure.value().isEmpty()) {
        page.empty("br").element("span", figure.why(), "class", "note");
      }
      page.end();
      page.element("td", dashboard.before(figure).text(), "class", "number");
      String kind =
          dashboard.isBetter(figure).map(better -> better ? "better" : "worse").orElse("");
      String change = dashboard.change(figure) + (kind.isEmpty() ? "" : " " + kind);
      page.element("td", change, "class", ("number " + kind).strip());
      page.element("td", Long.toString(figure.n()), "class", "number");
      page.begin("td").picture(Sparkline.svg(figure.title(), points(dashboard, figure))).end();
      page.element("td", figure.id(), "class", "note").end().line();
    }
    page.end().line();
  }

  private static void charts(HtmlWriter page, Dashboard dashboard) {
    page.element("h2", "Day by day").begin("div", "class", "charts");
    for (KpiFigure figure : dashboard.headlines()) {
      if (KpiHeadlines.CHARTED.contains(figure.name()) && figure.value().isPresent()) {
        List<ChartPoint> points = points(dashboard, figure);
        page.picture(
                figure.unit().equals("calls")
                    ? BarChart.svg(figure.title(), "", points)
                    : LineChart.svg(figure.title(), figure.chartUnit(), points))
            .line();
      }
    }
    page.end().line();
  }

  private static List<ChartPoint> points(Dashboard dashboard, KpiFigure figure) {
    List<ChartPoint> points = new ArrayList<>();
    LocalDate day = dashboard.firstDay();
    for (Optional<KpiFigure> one : dashboard.daily(figure)) {
      points.add(
          new ChartPoint(
              String.format(Locale.ROOT, "%02d-%02d", day.getMonthValue(), day.getDayOfMonth()),
              one.map(KpiFigure::charted).orElse(OptionalDouble.empty()),
              one.map(KpiFigure::text).orElse("no calls")));
      day = day.plusDays(1);
    }
    return points;
  }

  private static void pipelines(HtmlWriter page, Dashboard dashboard) {
    if (dashboard.pipelines().rows().isEmpty()) {
      return;
    }
    List<KpiFigure> columns =
        dashboard.headlines().stream()
            .filter(figure -> KpiHeadlines.BY_PIPELINE.contains(figure.name()))
            .toList();
    page.element("h2", "By pipeline").begin("table").begin("tr");
    page.element("th", "Pipeline", "scope", "col");
    columns.forEach(figure -> page.element("th", figure.title(), "scope", "col"));
    page.end().line();
    for (KpiRows.Group row : dashboard.pipelines().rows()) {
      page.begin("tr").element("th", row.name(), "scope", "row");
      for (KpiFigure column : columns) {
        Optional<KpiFigure> figure = row.same(column);
        page.element("td", figure.map(KpiFigure::text).orElse(KpiFigure.ABSENT), "class", "number");
      }
      page.end().line();
    }
    page.end().line();
  }

  private static void unusual(HtmlWriter page, JsonNode report) {
    page.element("h2", "What is unusual");
    if (report.path("anomalies").isEmpty()) {
      page.element("p", "Nothing.");
      return;
    }
    page.begin("ul");
    report.path("anomalies").forEach(one -> page.element("li", AnomalyText.sentence(one)));
    page.end().line();
  }

  private static void advice(HtmlWriter page, JsonNode open) {
    page.element("h2", "What to change first");
    if (open.path("recommendations").isEmpty()) {
      page.element("p", "No advice is open.");
      return;
    }
    page.begin("ol");
    int shown = 0;
    for (JsonNode one : open.path("recommendations")) {
      if (++shown > 3) {
        break;
      }
      page.begin("li").element("code", one.path("field").asText());
      page.text(": " + one.path("reason").asText()).end();
    }
    page.end().line();
  }
}
