package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.http.json.AdviceSummaryJson;
import org.voiceagent.exporter.http.json.ComparisonJson;
import org.voiceagent.exporter.http.json.OpenAdviceJson;
import org.voiceagent.exporter.http.json.OutcomeJson;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.ReportStore;

/** Advice for programs: the pages below {@code /feedback}, always JSON. */
final class FeedbackPages {
  private static final int MOST_CALLS = 100;
  private static final Duration USUAL_WINDOW = Duration.ofHours(24);

  private final ReportStore reports;
  private final CallArchive archive;
  private final AdviceReports conclusions;
  private final ReportJson json;

  FeedbackPages(WebContent content, ReportJson json) {
    this.reports = content.calls().reports();
    this.archive = content.calls().archive();
    this.conclusions = content.kpis().conclusions();
    this.json = json;
  }

  /** The newest finished call; with {@code pipeline}, the newest of that pipeline. */
  PageResponse latest(PageRequest request) {
    QueryString parameters = request.parameters();
    Optional<Integer> limit = parameters.number("limit", MOST_CALLS);
    int most = limit.orElse(1);
    List<CallReport> newest =
        parameters
            .text("pipeline")
            .map(pipeline -> reports.newestOf(LabelSet.clean(pipeline), most))
            .orElseGet(() -> reports.newest(most));
    return PageResponse.json(
        limit.isPresent() ? json.latestWithCalls(newest) : json.latest(newest));
  }

  /** The effects of configuration changes and of advice. */
  PageResponse effects() {
    return PageResponse.json(OutcomeJson.of(conclusions.outcomes()));
  }

  /** The advice that is still open. */
  PageResponse open() {
    return PageResponse.json(OpenAdviceJson.of(conclusions.openAdvice()));
  }

  /** A summary of recent advice, by default of the last 24 hours. */
  PageResponse summary(PageRequest request) {
    Duration window =
        request.parameters().time("window", AdviceSummary.LONGEST_WINDOW).orElse(USUAL_WINDOW);
    return PageResponse.json(AdviceSummaryJson.of(conclusions.summary(window), window));
  }

  /** Two selections of calls, compared. */
  PageResponse comparison(PageRequest request) {
    CallSelection before = selection(request, "before");
    CallSelection after = selection(request, "after");
    return PageResponse.json(
        ComparisonJson.of(before, after, conclusions.comparison(before, after)));
  }

  private static CallSelection selection(PageRequest request, String name) {
    return request
        .parameters()
        .text(name)
        .flatMap(CallSelection::parse)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    name
                        + " must be a period such as 2026-11-01..2026-11-08, or key=value such as"
                        + " engine_version=4.3.0"));
  }

  /** One finished call. */
  PageResponse call(PageRequest request) {
    return archive
        .report(request.callId(2))
        .map(report -> PageResponse.json(json.call(report)))
        .orElseThrow(() -> RefusedException.notFound("no such finished call"));
  }
}
