package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.chart.TimeChart;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.report.OpenAdvice;

/** The overview: the front page for people, and the same as JSON and CSV. */
final class OverviewPages {

  private static final Duration USUAL_TIME = Duration.ofDays(1);
  private static final int MOST_ADVICE = 4;
  private static final int REFRESH_SECONDS = 15;

  private final WebContent content;

  OverviewPages(WebContent content) {
    this.content = content;
  }

  /** The tiles as JSON, or as CSV for clients that accept only that. */
  PageResponse data(PageRequest request) {
    Overview overview = Overview.of(content, ViewQuery.of(request.parameters()), USUAL_TIME);
    return request.path().endsWith(".csv")
        ? PageResponse.of(KpiCsv.TYPE, csv(overview).getBytes(StandardCharsets.UTF_8))
        : PageResponse.json(Json.text(json(overview)));
  }

  private static ObjectNode json(Overview overview) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("from", overview.range().from().toString());
    node.put("to", overview.range().to().toString());
    ArrayNode groups = node.putArray("groups");
    for (Overview.Group group : overview.groups()) {
      ObjectNode one = groups.addObject().put("id", group.id()).put("question", group.question());
      ArrayNode tiles = one.putArray("tiles");
      group.tiles().forEach(tile -> put(tiles.addObject(), tile));
    }
    return node;
  }

  private static void put(ObjectNode node, Tile tile) {
    node.put("id", tile.id()).put("label", tile.label());
    if (tile.value().isPresent() && Double.isFinite(tile.value().getAsDouble())) {
      node.set("value", Json.number(tile.value().getAsDouble()));
    } else {
      node.putNull("value");
    }
    node.put("shown", tile.figure().map(FigureText::text).orElse(""));
    node.put("basis", tile.basis());
    tile.trend()
        .ifPresent(
            trend -> {
              ObjectNode one = node.putObject("trend");
              one.set("before", Json.number(trend.before()));
              one.put("change", trend.text())
                  .put("mood", trend.mood().name().toLowerCase(Locale.ROOT));
            });
    if (!tile.href().isEmpty()) {
      node.put("calls", tile.href());
    }
  }

  private static String csv(Overview overview) {
    StringBuilder csv = new StringBuilder("from,to,group,id,value,shown,basis,before\r\n");
    for (Overview.Group group : overview.groups()) {
      for (Tile tile : group.tiles()) {
        csv.append(overview.range().from()).append(',').append(overview.range().to()).append(',');
        csv.append(group.id()).append(',').append(tile.id()).append(',');
        tile.value().ifPresent(value -> csv.append(Json.plain(value)));
        csv.append(',').append(KpiCsv.field(tile.figure().map(FigureText::text).orElse("")));
        csv.append(',').append(KpiCsv.field(tile.basis())).append(',');
        tile.trend().ifPresent(trend -> csv.append(Json.plain(trend.before())));
        csv.append("\r\n");
      }
    }
    return csv.toString();
  }

  /** The page for people. */
  String html(PageRequest request) {
    ViewQuery view = ViewQuery.of(request.parameters());
    Overview overview = Overview.of(content, view, USUAL_TIME);
    PageFrame frame =
        PageFrame.of(Section.OVERVIEW, "Overview", view)
            .filters(filters("/", "24h"))
            .beside("/overview.json", "JSON")
            .beside("/overview.csv", "CSV")
            .refreshing(REFRESH_SECONDS);
    return frame.html(page -> body(page, overview, view));
  }

  private FilterBar filters(String path, String usual) {
    return new FilterBar(path, usual, content.kpis().history().labelValues());
  }

  private void body(HtmlWriter page, Overview overview, ViewQuery view) {
    page.begin("div", "id", "overview", "data-live", "true").line();
    page.element("p", sentence(overview, view), "class", "story").line();
    boolean changes =
        overview.groups().stream()
            .flatMap(group -> group.tiles().stream())
            .anyMatch(tile -> tile.trend().isPresent());
    if (changes) {
      String before = Durations.before(overview.range());
      page.element("p", "Changes are against " + before + ".", "class", "quiet").line();
    }
    if (overview.calls() == 0) {
      EmptyState.write(page, content, view, overview.range());
    }
    for (Overview.Group group : overview.groups()) {
      if (overview.calls() == 0 && group.ofCalls()) {
        continue;
      }
      page.begin("section", "aria-labelledby", "q-" + group.id()).line();
      page.element("h2", group.question(), "id", "q-" + group.id()).line();
      page.begin("ul", "class", "tiles").line();
      group.tiles().forEach(tile -> tile.write(page));
      page.end().line();
      if (group.id().equals("why")) {
        why(page, overview, view);
      }
      page.end().line();
    }
    if (overview.calls() > 0) {
      charts(page, overview, view);
    }
    page.end().line();
  }

  private static String sentence(Overview overview, ViewQuery view) {
    String calls = String.format(Locale.ENGLISH, "%,d", overview.calls());
    StringBuilder text = new StringBuilder();
    text.append(overview.calls() == 1 ? "One call" : calls + " calls").append(" ended ");
    text.append(
        view.value("to").isPresent()
            ? Durations.ends(overview.range())
            : "in " + Durations.words(overview.range()));
    text.append('.');
    shown(overview, "error_rate")
        .ifPresent(rate -> text.append(' ').append(rate).append(" of them failed."));
    shown(overview, "response_latency_p50_seconds")
        .ifPresent(
            p50 -> text.append(" A caller usually waits ").append(p50).append(" for an answer"));
    if (overview
        .figures()
        .now("response_latency_p50_seconds")
        .filter(v -> v.value().isPresent())
        .isPresent()) {
      text.append(
          shown(overview, "response_latency_p95_seconds")
              .map(p95 -> ", and one answer in twenty takes over " + p95 + ".")
              .orElse("."));
    }
    return text.toString();
  }

  private static Optional<String> shown(Overview overview, String kpi) {
    return overview
        .figures()
        .now(kpi)
        .filter(value -> value.value().isPresent())
        .map(value -> FigureText.of(value.value().orElse(0), value.kpi().unit().label()).text());
  }

  private static void why(HtmlWriter page, Overview overview, ViewQuery view) {
    if (overview.parts().isEmpty() && overview.open().isEmpty()) {
      return;
    }
    page.begin("div", "class", "pair").line();
    if (!overview.parts().isEmpty()) {
      parts(page, overview.parts());
    }
    if (!overview.open().isEmpty()) {
      advice(page, overview.open(), view);
    }
    page.end().line();
  }

  private static void parts(HtmlWriter page, List<KpiValue> parts) {
    double most = parts.get(0).value().orElse(1);
    page.begin("div", "class", "card").element("h3", "Where the time goes, p95").line();
    page.begin("table", "class", "bars").begin("tbody").line();
    for (KpiValue part : parts) {
      double seconds = part.value().orElse(0);
      String name = part.kpi().title().replace(", p95", "");
      page.begin("tr").element("th", name, "scope", "row").begin("td");
      page.bar(seconds / most).end();
      page.element("td", FigureText.of(seconds, "seconds").text(), "class", "number");
      page.end().line();
    }
    page.end().end().line().end().line();
  }

  private static void advice(HtmlWriter page, List<OpenAdvice> open, ViewQuery view) {
    page.begin("div", "class", "card").element("h3", "Open advice").line();
    page.begin("ul", "class", "plain").line();
    for (OpenAdvice one : open.subList(0, Math.min(MOST_ADVICE, open.size()))) {
      OpenAdvice.Origin origin = one.origins().get(0);
      page.begin("li");
      page.chip(one.recommendation().severity().label(), one.recommendation().severity().label());
      page.text(" ").element("code", one.recommendation().field());
      page.text(" to " + origin.suggested() + " ");
      page.element(
          "span", "in " + origin.calls() + " of " + origin.of() + " calls", "class", "quiet");
      page.end().line();
    }
    page.end().line();
    page.begin("p").link(view.link("/feedback/open"), "All open advice").end().line();
    page.end().line();
  }

  private static void charts(HtmlWriter page, Overview overview, ViewQuery view) {
    KpiView figures = overview.figures();
    page.element("h2", figures.isHourly() ? "Hour by hour, in UTC" : "Day by day, in UTC").line();
    page.begin("div", "class", "charts").line();
    chart(page, "Calls", "", List.of(new TimeChart.Line("", figures.points("calls"))));
    chart(
        page,
        "Wait for an answer",
        "s",
        List.of(
            new TimeChart.Line("p50", figures.points("response_latency_p50_seconds")),
            new TimeChart.Line("p95", figures.points("response_latency_p95_seconds"))));
    chart(
        page,
        "Failed calls and unhappy callers",
        "%",
        List.of(
            new TimeChart.Line("failed", figures.points("error_rate")),
            new TimeChart.Line("unhappy", figures.points("negative_sentiment_rate"))));
    page.end().line();
    page.begin("p").link(view.link("/trends"), "All trends").text(" · ");
    page.link(view.link("/compare"), "Compare two periods").end().line();
  }

  private static void chart(
      HtmlWriter page, String title, String unit, List<TimeChart.Line> lines) {
    page.chart(title, unit, lines, List.of());
  }
}
