package org.voiceagent.exporter.http.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.voiceagent.exporter.chart.Badge;
import org.voiceagent.exporter.chart.LineChart;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiValue;

/** Pictures of one indicator, to put into other pages: {@code /charts} and {@code /badge}. */
final class ChartPages {
  private static final Duration USUAL_TIME = Duration.ofDays(7);
  private static final Duration USUAL_OF_BADGE = Duration.ofDays(1);
  private static final String SVG = "image/svg+xml";
  private static final String SUFFIX = ".svg";

  /** On dark pages the letters and lines of a chart are light. */
  private static final String LIGHT_INK = "<svg color=\"#e6ebf1\" ";

  private final KpiReports reports;

  ChartPages(KpiReports reports) {
    this.reports = reports;
  }

  /** An indicator over time. */
  PageResponse chart(PageRequest request) {
    Kpi kpi = kpi(request);
    ViewQuery query = ViewQuery.of(request.parameters());
    KpiView view =
        KpiView.of(
            reports, query.range(reports.until(), USUAL_TIME), query.where(), KpiView.Part.STEPS);
    String unit =
        view.now(kpi.name()).map(value -> value.kpi().unit().label()).orElse(kpi.unit().label());
    String svg = LineChart.svg(kpi.title(), FigureText.chartUnit(unit), view.points(kpi.name()));
    boolean dark = query.value("theme").filter("dark"::equals).isPresent();
    return picture(dark ? svg.replaceFirst("<svg ", LIGHT_INK) : svg);
  }

  /** An indicator now, coloured by whether it got better. */
  PageResponse badge(PageRequest request) {
    Kpi kpi = kpi(request);
    ViewQuery query = ViewQuery.of(request.parameters());
    KpiView view =
        KpiView.of(
            reports,
            query.range(reports.until(), USUAL_OF_BADGE),
            query.where(),
            KpiView.Part.BEFORE);
    Optional<KpiValue> now = view.now(kpi.name());
    Badge.Mood mood =
        now.filter(value -> value.value().isPresent()).isEmpty()
            ? Badge.Mood.ABSENT
            : Trend.of(now, view.before(kpi.name()))
                .map(ChartPages::mood)
                .orElse(Badge.Mood.NEITHER);
    return picture(Badge.svg(kpi.title(), KpiHtml.value(now), mood));
  }

  private static Badge.Mood mood(Trend trend) {
    return switch (trend.mood()) {
      case GOOD -> Badge.Mood.GOOD;
      case BAD -> Badge.Mood.BAD;
      case NEITHER -> Badge.Mood.NEITHER;
    };
  }

  private static Kpi kpi(PageRequest request) {
    String file = request.segments().get(1);
    return Optional.of(file)
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .flatMap(KpiCatalog.bundled()::named)
        .orElseThrow(
            () ->
                RefusedException.notFound(
                    "no such indicator; /kpi lists all, and a picture's name ends in .svg"));
  }

  private static PageResponse picture(String svg) {
    return PageResponse.of(SVG, svg.getBytes(StandardCharsets.UTF_8));
  }
}
