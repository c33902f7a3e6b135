package org.voiceagent.exporter.http.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.chart.Sparkline;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.kpi.KpiValue;

/** All indicators as a page: each with its number, its trend and its definition. */
final class KpiHtml {
  /** What groups of calls are compared by. */
  private static final List<String> HEADLINES =
      List.of(
          "calls",
          "error_rate",
          "containment_rate",
          "fcr_stated_rate",
          "response_latency_p50_seconds",
          "response_latency_p95_seconds",
          "negative_sentiment_rate",
          "cost_per_call");

  private static final Map<String, String> SECTIONS = sections();

  private KpiHtml() {}

  /** Section by the beginning of the names, the first that matches. */
  private static Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put(
        "calls|aht|turns|containment|transfer|abandonment|error|fcr|repeat", "Calls and outcomes");
    sections.put("csat|negative|talk|dead_air|barge|agent_int", "How the conversation felt");
    sections.put("response|first_word", "How long callers wait");
    sections.put(".*latency", "Latency by part");
    sections.put(".*", "Speech, tokens, cost and tools");
    return sections;
  }

  /** All indicators of the chosen calls. */
  static void all(HtmlWriter page, KpiView view) {
    Map<String, List<Kpi>> sections =
        KpiCatalog.bundled().all().stream()
            .collect(
                Collectors.groupingBy(KpiHtml::section, LinkedHashMap::new, Collectors.toList()));
    String compared = Durations.before(view.range());
    for (String section : SECTIONS.values()) {
      List<Kpi> kpis = sections.getOrDefault(section, List.of());
      page.element("h2", section).line();
      Map<Boolean, List<Kpi>> known =
          kpis.stream().collect(Collectors.partitioningBy(kpi -> isKnown(view, kpi)));
      if (!known.get(true).isEmpty()) {
        table(page, view, section, compared, known.get(true));
      }
      List<Kpi> unknown = known.get(false);
      if (!unknown.isEmpty()) {
        page.begin("details", "class", "unknown");
        page.element("summary", HumanText.count(unknown.size(), "indicator") + " without a value");
        table(page, view, section + " without a value", compared, unknown);
        page.end().line();
      }
    }
  }

  /** Whether there is a value now or was one before. */
  private static boolean isKnown(KpiView view, Kpi kpi) {
    return Stream.of(view.now(kpi.name()), view.before(kpi.name()))
        .flatMap(Optional::stream)
        .anyMatch(value -> value.value().isPresent());
  }

  private static void table(
      HtmlWriter page, KpiView view, String label, String compared, List<Kpi> kpis) {
    page.scroll("card", label).begin("table", "class", "kpis").line();
    page.begin("thead").begin("tr").element("th", "Indicator", "scope", "col");
    page.element("th", "Value", "scope", "col", "class", "number");
    page.element("th", "Against " + compared, "scope", "col");
    page.element("th", "Course", "scope", "col").end().end().line().begin("tbody").line();
    kpis.forEach(kpi -> row(page, view, kpi));
    page.end().end().end().line();
  }

  private static String section(Kpi kpi) {
    return SECTIONS.entrySet().stream()
        .filter(one -> kpi.name().matches("(" + one.getKey() + ").*"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static void row(HtmlWriter page, KpiView view, Kpi kpi) {
    Optional<KpiValue> now = view.now(kpi.name());
    page.begin("tr", "id", kpi.name()).begin("th", "scope", "row");
    page.begin("details").element("summary", kpi.title());
    page.element("p", HumanText.sentence(kpi.formula()), "class", "quiet");
    page.begin("p", "class", "quiet").element("code", kpi.id());
    page.text(", source: " + kpi.source() + ".").end().end().end().line();
    page.begin("td", "class", "number");
    page.element(
        "span",
        value(now),
        "class",
        now.filter(v -> v.value().isPresent()).isPresent() ? "figure" : "quiet");
    page.element("small", now.map(Tile::basis).orElse("")).end().line();
    page.begin("td");
    Trend.of(now, view.before(kpi.name())).ifPresent(trend -> trend(page, trend));
    page.end().begin("td", "class", "course");
    if (view.points(kpi.name()).stream().anyMatch(point -> point.value().isPresent())) {
      page.picture(Sparkline.wide(kpi.title(), view.points(kpi.name())));
    }
    page.end().end().line();
  }

  /** A trend in a cell. */
  static void trend(HtmlWriter page, Trend trend) {
    if (trend.text().equals("steady")) {
      page.element("span", "steady", "class", "quiet");
      return;
    }
    String word = trend.arrow().equals("▲") ? " up " : " down ";
    page.begin("span", "class", trend.mood().css());
    page.element("span", trend.arrow(), "aria-hidden", "true").text(word + trend.text()).end();
  }

  /** A value with its unit, or that there is none. */
  static String value(Optional<KpiValue> value) {
    return value
        .filter(one -> one.value().isPresent())
        .map(one -> HumanText.figure(one.value().orElse(0), one.kpi().unit().label()).text())
        .orElse("no value");
  }

  /** The headline indicators of each group of calls. */
  static void groups(HtmlWriter page, List<String> by, List<KpiRow> rows) {
    page.scroll("card", "Indicators by group").begin("table").line().begin("thead").begin("tr");
    by.forEach(name -> page.element("th", grouping(name), "scope", "col"));
    HEADLINES.forEach(name -> page.element("th", title(name), "scope", "col", "class", "number"));
    page.end().end().line().begin("tbody").line();
    for (KpiRow row : rows) {
      page.begin("tr");
      row.labels().values().forEach(label -> page.element("td", label));
      HEADLINES.forEach(name -> page.element("td", value(named(row, name)), "class", "number"));
      page.end().line();
    }
    page.end().end().end().line();
  }

  /** What calls are grouped by, for people. */
  static String grouping(String name) {
    return switch (name) {
      case "pipeline_name" -> "Pipeline";
      case "provider_id" -> "Provider";
      case "model_variant" -> "Model";
      case "hour_of_week" -> "Hour of the week, UTC";
      case "hour" -> "Hour, UTC";
      case "day" -> "Day, UTC";
      default -> HumanText.key(name);
    };
  }

  /** The title of an indicator. */
  static String title(String name) {
    return KpiCatalog.bundled().named(name).map(Kpi::title).orElse(name);
  }

  private static Optional<KpiValue> named(KpiRow row, String name) {
    return row.values().stream().filter(value -> value.kpi().name().equals(name)).findFirst();
  }
}
