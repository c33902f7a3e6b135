package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.http.json.ComparisonJson;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.report.AdviceSummary;

/** Two groups of calls side by side: two periods, versions or configurations. */
final class ComparePages {
  /** What the page takes. */
  static final Parameters PARAMETERS =
      Parameters.of(
          "before", "after", "from", "to", "pipeline_name", "provider_id", "model_variant");

  private static final List<Integer> PRESET_DAYS = List.of(1, 7, 30);
  private static final int USUAL_DAYS = 7;

  private final WebContent content;

  ComparePages(WebContent content) {
    this.content = content;
  }

  /** The two groups, as JSON by default. */
  PageResponse page(PageRequest request) {
    ViewQuery view = ViewQuery.of(request.parameters());
    Instant now = content.kpis().history().until();
    String first = request.parameters().choice("before").orElse(period(now, USUAL_DAYS, 1));
    String second = request.parameters().choice("after").orElse(period(now, USUAL_DAYS, 0));
    CallSelection before = selection("before", first);
    CallSelection after = selection("after", second);
    GroupComparison comparison = content.kpis().conclusions().comparison(before, after);
    if (!request.prefersHtml()) {
      return PageResponse.json(ComparisonJson.of(before, after, comparison));
    }
    return PageResponse.html(
        PageFrame.of(Section.COMPARE, "Compare", view)
            .lead("Two periods, versions or configurations, by how their calls went.")
            .html(
                page -> {
                  form(page, view, first, second);
                  if (before.period().isPresent() && after.period().isPresent()) {
                    indicators(page, view, range(before), range(after));
                  }
                  page.element("h2", "Is the difference more than chance?").line();
                  remembered(page, before);
                  EffectHtml.comparison(page, comparison);
                }));
  }

  /** A period of so many days that ended so many such periods ago. */
  private static String period(Instant now, int days, int ago) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant to = hour.minus(Duration.ofDays((long) days * ago));
    return to.minus(Duration.ofDays(days)) + ".." + to;
  }

  private static CallSelection selection(String name, String text) {
    return CallSelection.parse(text)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    name
                        + " must be a period such as 2026-11-01..2026-11-08, or key=value such as"
                        + " engine_version=4.3.0"));
  }

  /** Single calls are remembered for a shorter time than indicators. */
  private void remembered(HtmlWriter page, CallSelection before) {
    AdviceSummary known = content.kpis().conclusions().summary(Duration.ofDays(1));
    Optional<Instant> oldest =
        known
            .oldest()
            .filter(at -> before.period().filter(one -> one.from().isBefore(at)).isPresent());
    oldest.ifPresent(
        at -> {
          page.begin("p").text("Single calls are remembered since ").time(at);
          page.text("; this part compares no earlier ones.").end().line();
        });
  }

  private static TimeRange range(CallSelection period) {
    CallSelection.Ended ended = period.period().orElseThrow();
    return new TimeRange(ended.from(), ended.to());
  }

  private void form(HtmlWriter page, ViewQuery view, String first, String second) {
    page.begin("form", "class", "filters", "method", "get", "action", "/compare").line();
    Instant now = content.kpis().history().until();
    page.begin("div", "class", "presets", "role", "group", "aria-label", "Periods").line();
    for (int days : PRESET_DAYS) {
      String before = period(now, days, 1);
      String href = view.link("/compare", "before", before, "after", period(now, days, 0));
      String label = days == 1 ? "24h" : days + "d";
      if (before.equals(first)) {
        page.element("a", label, "href", href, "aria-current", "true");
      } else {
        page.element("a", label, "href", href);
      }
    }
    page.end().line();
    field(page, "Before", "before", first);
    field(page, "After", "after", second);
    view.value("theme").ifPresent(theme -> page.hidden("theme", theme));
    page.element("button", "Compare", "type", "submit", "class", "apply").end().line();
    page.element(
            "p",
            "A period such as 2026-11-01..2026-11-08, engine_version=4.3.0, or a setting such as"
                + " streaming.low_watermark_ms=80.",
            "class",
            "quiet")
        .line();
  }

  private static void field(HtmlWriter page, String label, String name, String value) {
    page.begin("label").element("span", label);
    page.empty("input", "name", name, "value", value, "size", "44").end().line();
  }

  private void indicators(HtmlWriter page, ViewQuery view, TimeRange before, TimeRange after) {
    Map<String, String> where = view.where();
    KpiView one = KpiView.of(content.kpis().history(), before, where);
    KpiView two = KpiView.of(content.kpis().history(), after, where);
    page.element("h2", "All calls of both periods").line();
    page.scroll("card", "Indicators before and after")
        .begin("table")
        .line()
        .begin("thead")
        .begin("tr");
    page.element("th", "Indicator", "scope", "col");
    page.element("th", "Before", "scope", "col", "class", "number");
    page.element("th", "After", "scope", "col", "class", "number");
    page.element("th", "Change", "scope", "col").end().end().line().begin("tbody").line();
    for (Kpi kpi : KpiCatalog.bundled().all()) {
      var first = one.now(kpi.name());
      var second = two.now(kpi.name());
      if (first.filter(value -> value.value().isPresent()).isEmpty()
          && second.filter(value -> value.value().isPresent()).isEmpty()) {
        continue;
      }
      page.begin("tr").element("th", kpi.title(), "scope", "row");
      page.element("td", KpiHtml.value(first), "class", "number");
      page.element("td", KpiHtml.value(second), "class", "number").begin("td");
      Trend.of(second, first).ifPresent(trend -> KpiHtml.trend(page, trend));
      page.end().end().line();
    }
    page.end().end().end().line();
  }
}
