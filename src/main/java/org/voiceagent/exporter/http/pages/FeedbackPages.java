package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.http.json.AdviceSummaryJson;
import org.voiceagent.exporter.http.json.ComparisonJson;
import org.voiceagent.exporter.http.json.OpenAdviceJson;
import org.voiceagent.exporter.http.json.OutcomeJson;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.report.AdviceOutcomes;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.report.ReportStore;

/** Advice: the pages below {@code /feedback}, as JSON by default and as HTML for browsers. */
final class FeedbackPages {
  private static final int MOST_CALLS = 100;
  private static final int DAYS_OF_EVIDENCE = 30;
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
    if (request.prefersHtml()) {
      return PageResponse.html(
          FeedbackHtml.latest(newest.stream().map(json::document).toList(), view(request)));
    }
    return PageResponse.json(
        limit.isPresent() ? json.latestWithCalls(newest) : json.latest(newest));
  }

  /** The effects of configuration changes and of advice. */
  PageResponse effects(PageRequest request) {
    return request.prefersHtml()
        ? PageResponse.html(EffectHtml.page(outcomes(view(request)), view(request)))
        : PageResponse.json(OutcomeJson.of(outcomes(view(request))));
  }

  /** The advice that is still open. */
  PageResponse open(PageRequest request) {
    ViewQuery view = view(request);
    List<OpenAdvice> open =
        conclusions.openAdvice().stream()
            .filter(one -> one.origins().stream().anyMatch(from -> view.matches(from.labels())))
            .toList();
    return request.prefersHtml()
        ? PageResponse.html(
            AdviceBoardHtml.page(open, outcomes(view), conclusions.rules(DAYS_OF_EVIDENCE), view))
        : PageResponse.json(OpenAdviceJson.of(open));
  }

  /** A summary of recent advice, by default of the last 24 hours. */
  PageResponse summary(PageRequest request) {
    Duration window =
        request.parameters().time("window", AdviceSummary.LONGEST_WINDOW).orElse(USUAL_WINDOW);
    AdviceSummary summary = conclusions.summary(window);
    return request.prefersHtml()
        ? PageResponse.html(FeedbackHtml.summary(summary, window, view(request)))
        : PageResponse.json(AdviceSummaryJson.of(summary, window));
  }

  /** Two selections of calls, compared. */
  PageResponse comparison(PageRequest request) {
    if (request.prefersHtml() && request.parameters().all("before").isEmpty()) {
      return PageResponse.html(FeedbackHtml.comparisonForm(view(request)));
    }
    CallSelection before = selection(request, "before");
    CallSelection after = selection(request, "after");
    GroupComparison comparison = conclusions.comparison(before, after);
    return request.prefersHtml()
        ? PageResponse.html(
            FeedbackHtml.comparison(before.text(), after.text(), comparison, view(request)))
        : PageResponse.json(ComparisonJson.of(before, after, comparison));
  }

  private AdviceOutcomes outcomes(ViewQuery view) {
    AdviceOutcomes all = conclusions.outcomes();
    return new AdviceOutcomes(
        all.effects().stream().filter(effect -> view.matches(effect.labels())).toList(),
        all.advice().stream().filter(story -> view.matches(story.labels())).toList());
  }

  private static ViewQuery view(PageRequest request) {
    return ViewQuery.of(request.parameters());
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
        .map(
            report ->
                request.prefersHtml()
                    ? PageResponse.html(FeedbackHtml.call(json.document(report), view(request)))
                    : PageResponse.json(json.call(report)))
        .orElseThrow(() -> RefusedException.notFound("no such finished call"));
  }
}
