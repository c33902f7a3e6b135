package org.voiceagent.exporter.http.pages;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.http.json.AnomaliesJson;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.Route;
import org.voiceagent.exporter.http.routing.Route.Form;
import org.voiceagent.exporter.http.security.AccessPolicy;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.page.Exposition.Format;

/** All pages by path. */
public final class Pages {
  private static final Offer TEXT = new Offer("text/plain", Set.of("0.0.4"));
  private static final Offer OPEN_METRICS =
      new Offer("application/openmetrics-text", Set.of("1.0.0", "0.0.1"));

  private Pages() {}

  /** The pages with this content. */
  public static List<Route> of(WebContent content, boolean reloadEnabled) {
    return of(content, reloadEnabled, AccessPolicy.USUAL);
  }

  /** The pages with this content, and who may see them. */
  public static List<Route> of(WebContent content, boolean reloadEnabled, AccessPolicy access) {
    ReportJson json = new ReportJson(content.calls().redactor());
    FeedbackPages feedback = new FeedbackPages(content, json);
    CallJson callJson = new CallJson(json, content.calls().redactor());
    CallPages calls =
        new CallPages(
            content.calls(),
            callJson,
            new CallPages.Surroundings(content.server().watched(), content.kpis().history()::until),
            access.unredacted());
    OverviewPages overview = new OverviewPages(content);
    StatePages state = new StatePages(content, reloadEnabled, overview);
    LivePages live = new LivePages(content, callJson);
    KpiPages kpis = new KpiPages(content.kpis().history());
    TrendPages trends = new TrendPages(content);
    ComparePages compare = new ComparePages(content);
    ChartPages charts = new ChartPages(content.kpis().history());
    return List.of(
        Route.get("/metrics", Parameters.ANY, request -> metrics(content.metrics(), request)),
        Route.get(
            "/influx", Parameters.of("name[]"), request -> influx(content.metrics(), request)),
        Route.get("/feedback/latest", Parameters.of("limit", "pipeline"), feedback::latest)
            .beside(Form.JSON),
        Route.get("/feedback/calls/*", feedback::call),
        Route.get("/feedback/open", ViewQuery.SHARED, feedback::open).beside(Form.JSON),
        Route.get("/feedback/summary", Parameters.of("window"), feedback::summary)
            .beside(Form.JSON),
        Route.get("/feedback/effects", ViewQuery.SHARED, feedback::effects).beside(Form.JSON),
        Route.get("/feedback/comparison", Parameters.of("before", "after"), feedback::comparison)
            .beside(Form.JSON),
        Route.get("/kpi", KpiPages.OF_ALL, kpis::all).beside(Form.JSON),
        Route.get("/kpi.csv", KpiPages.OF_ALL, kpis::csv),
        Route.get("/kpi/anomalies", ViewQuery.SHARED, request -> anomalies(content, request))
            .beside(Form.JSON),
        Route.get("/kpi/*", KpiPages.OF_ONE, kpis::series),
        Route.get("/trends", ViewQuery.SHARED, trends::page).beside(Form.JSON, Form.CSV),
        Route.get("/compare", ComparePages.PARAMETERS, compare::page).beside(Form.JSON),
        Route.get("/charts/*", ViewQuery.SHARED, charts::chart),
        Route.get("/badge/*", ViewQuery.SHARED, charts::badge),
        Route.get("/calls", CallListQuery.PARAMETERS, calls::list).beside(Form.JSON, Form.CSV),
        Route.get("/calls/*", ViewQuery.SHARED, calls::call),
        Route.get("/calls/*/transcript", Parameters.of("redact"), calls::transcript),
        Route.get("/live", ViewQuery.SHARED, live::live).beside(Form.JSON),
        Route.get("/-/healthy", Parameters.ANY, request -> state.healthy()),
        Route.get("/-/ready", Parameters.ANY, request -> state.ready()),
        Route.post("/-/reload", state::reload),
        StaticFile.STYLE.route(),
        StaticFile.SCRIPT.route(),
        StaticFile.ICON.route(),
        StaticFile.OPENAPI.route(),
        Route.get("/overview.json", ViewQuery.SHARED, overview::data),
        Route.get("/overview.csv", ViewQuery.SHARED, overview::data),
        Route.get("/", ViewQuery.SHARED, state::landing));
  }

  private static PageResponse anomalies(WebContent content, PageRequest request) {
    ViewQuery view = ViewQuery.of(request.parameters());
    AnomalyReport all = content.kpis().anomalies().get();
    AnomalyReport report =
        view.value("pipeline_name")
            .map(
                pipeline ->
                    new AnomalyReport(
                        all.at(),
                        all.anomalies().stream()
                            .filter(one -> one.pipelineName().equals(pipeline))
                            .toList(),
                        all.judged(),
                        all.pipelinesLeftOut()))
            .orElse(all);
    return request.prefersHtml()
        ? PageResponse.html(AnomaliesHtml.page(report, view))
        : PageResponse.json(AnomaliesJson.of(report));
  }

  private static PageResponse influx(MetricsSource source, PageRequest request) {
    Set<String> names = request.parameters().all("name[]");
    Format format = Format.INFLUX;
    return PageResponse.of(format.contentType(), source.render(format, names, request.takesGzip()));
  }

  private static PageResponse metrics(MetricsSource source, PageRequest request) {
    Set<String> names = request.parameters().all("name[]");
    boolean openMetrics = request.choose(List.of(TEXT, OPEN_METRICS)).equals(OPEN_METRICS);
    Format format = openMetrics ? Format.OPENMETRICS : Format.TEXT;
    return PageResponse.of(format.contentType(), source.render(format, names, request.takesGzip()));
  }
}
