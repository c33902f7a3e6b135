package org.voiceagent.exporter.http.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.anomaly.Anomaly;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiAnomaly;

/** What is unusual now, as HTML. */
final class AnomaliesHtml {
  private AnomaliesHtml() {}

  static String page(AnomalyReport report, ViewQuery view) {
    return AdviceTab.ANOMALIES
        .frame("Unusual now", view)
        .lead(
            report.judged().size()
                + " series of indicators had enough values to be judged; what stands below differs"
                + " from its own past.")
        .html(
            page -> {
              AdviceTab.ANOMALIES.links(page, view);
              if (report.anomalies().isEmpty()) {
                page.begin("section", "class", "empty");
                page.element("h2", "Nothing is unusual").line();
                page.begin("p").text("Indicators are judged once they have a history. ");
                page.link(view.link("/kpi"), "All indicators").text(" show how calls went.");
                page.end().line().end().line();
              } else {
                table(page, report.anomalies(), view);
              }
              if (report.at().isAfter(Instant.EPOCH)) {
                page.begin("p", "class", "quiet").text("Worked out ").time(report.at()).end();
              }
            });
  }

  private static void table(HtmlWriter page, List<KpiAnomaly> anomalies, ViewQuery view) {
    page.scroll("", "Unusual indicators").begin("table").begin("thead").begin("tr");
    List.of("Indicator", "Pipeline", "Found", "Value", "Expected", "Since", "How")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    for (KpiAnomaly one : anomalies) {
      Anomaly anomaly = one.anomaly();
      String unit = one.kpi().unit().label();
      page.begin("tr").begin("th", "scope", "row");
      page.link(view.with("pipeline_name", one.pipelineName()).link("/kpi"), one.kpi().title());
      page.end().element("td", one.pipelineName());
      page.begin("td").chip("warn", anomaly.up() ? "higher than usual" : "lower than usual").end();
      page.element("td", number(anomaly.value()) + " " + unit);
      page.element("td", number(anomaly.expected()) + " " + unit);
      page.begin("td").time(anomaly.start()).end();
      page.element("td", anomaly.method().label().replace('_', ' ')).end().line();
    }
    page.end().line().end().line().end().line();
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString()
        : "–";
  }
}
