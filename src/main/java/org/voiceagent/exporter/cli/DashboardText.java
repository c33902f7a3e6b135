package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.voiceagent.exporter.chart.Sparkline;

/** The executive view as a text to read. */
final class DashboardText {
  private static final int MOST_ADVICE = 3;

  private DashboardText() {}

  /** Tables of indicators and pipelines, and what needs attention. */
  static String of(Dashboard dashboard, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(heading(dashboard.firstDay() + " to " + dashboard.lastDay(), layout));
    text.append(KpiText.incomplete(dashboard.period(), layout));
    text.append(indicators(dashboard).text(layout));
    if (!dashboard.pipelines().rows().isEmpty()) {
      text.append('\n').append(heading("By pipeline", layout));
      text.append(pipelines(dashboard).text(layout));
    }
    text.append('\n').append(heading("What is unusual", layout));
    text.append(AnomalyText.of(dashboard.anomalies(), layout));
    text.append('\n').append(heading("What to change first", layout));
    return text.append(advice(dashboard.advice(), layout)).toString();
  }

  private static String heading(String words, Layout layout) {
    return layout.painted(words, "heading") + "\n";
  }

  private static TextTable indicators(Dashboard dashboard) {
    TextTable table = new TextTable("KPI", "VALUE", "BEFORE", "CHANGE", "N", "BY DAY");
    for (KpiFigure figure : dashboard.headlines()) {
      List<OptionalDouble> daily =
          dashboard.daily(figure).stream()
              .map(day -> day.map(KpiFigure::value).orElse(OptionalDouble.empty()))
              .toList();
      table.row(
          figure.title(),
          figure.text(),
          dashboard.before(figure).text(),
          dashboard.change(figure) + dashboard.isBetter(figure).map(DashboardText::word).orElse(""),
          Long.toString(figure.n()),
          // A cell is broken at spaces, so that a gap needs a sign of its own.
          Sparkline.text(daily).replace(' ', '\u00b7'));
      if (figure.value().isEmpty()) {
        table.note(figure.why());
      }
    }
    return table;
  }

  private static String word(boolean better) {
    return better ? " better" : " worse";
  }

  private static TextTable pipelines(Dashboard dashboard) {
    List<KpiFigure> columns =
        dashboard.headlines().stream()
            .filter(figure -> KpiHeadlines.BY_PIPELINE.contains(figure.name()))
            .toList();
    List<String> headings = new ArrayList<>(List.of("PIPELINE"));
    columns.forEach(column -> headings.add(column.title().toUpperCase(Locale.ROOT)));
    TextTable table = new TextTable(headings.toArray(String[]::new));
    for (KpiRows.Group row : dashboard.pipelines().rows()) {
      List<String> cells = new ArrayList<>(List.of(row.name()));
      columns.forEach(
          column -> cells.add(row.same(column).map(KpiFigure::text).orElse(KpiFigure.ABSENT)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String advice(JsonNode open, Layout layout) {
    JsonNode recommendations = open.path("recommendations");
    if (recommendations.isEmpty()) {
      return "No advice is open.\n";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(MOST_ADVICE, recommendations.size()); i++) {
      JsonNode one = recommendations.get(i);
      String severity = Terminal.safe(one.path("severity").asText());
      String head = severity + ": " + Terminal.safe(one.path("field").asText());
      text.append(layout.painted(head, severity)).append('\n');
      text.append(layout.paragraph(Terminal.safe(one.path("reason").asText()), 2));
    }
    return text.toString();
  }
}
