package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.report.AdviceSummary.Pipeline;
import org.voiceagent.exporter.report.AdviceSummary.Subject;
import org.voiceagent.exporter.yaml.ShortTime;

/** Advice on single calls, advice given lately, and groups of calls compared, as HTML. */
final class FeedbackHtml {
  private static final List<String> WINDOWS = List.of("1d", "7d", "30d", "90d");

  private FeedbackHtml() {}

  /**
   * The newest finished calls with their advice.
   *
   * @param calls the documents about each call, newest first
   */
  static String latest(List<? extends JsonNode> calls, ViewQuery view) {
    return AdviceTab.LATEST
        .frame("Advice on the newest call", view)
        .html(
            page -> {
              AdviceTab.LATEST.links(page, view);
              if (calls.isEmpty()) {
                page.begin("section", "class", "empty");
                page.element("h2", "No call has ended yet").line();
                page.begin("p").text("The page of ").link(view.link("/calls"), "calls");
                page.text(" says which folder is watched and how to drop a call into it.");
                page.end().line().end().line();
              }
              calls.forEach(call -> call(page, call, view));
            });
  }

  /** One finished call with its advice. */
  static String call(JsonNode call, ViewQuery view) {
    String id = call.path("call").path("call_uuid").asText();
    return PageFrame.of(Section.ADVICE, "Advice on call " + id, view)
        .html(
            page -> {
              AdviceTab.LATEST.links(page, view);
              call(page, call, view);
            });
  }

  private static void call(HtmlWriter page, JsonNode call, ViewQuery view) {
    JsonNode facts = call.path("call");
    page.begin("section").line().begin("h2").text("Call ");
    page.link(
        view.link(HtmlPage.callPath(facts.path("call_uuid"))), facts.path("call_uuid").asText());
    page.end().line();
    String labels =
        facts.path("pipeline_name").asText()
            + ", "
            + facts.path("provider_id").asText()
            + ", "
            + facts.path("model_variant").asText();
    page.element("p", labels, "class", "quiet").line();
    if (call.path("recommendations").isEmpty()) {
      page.element("p", "No rule suggests a change for this call.").line();
    }
    call.path("recommendations").forEach(advised -> AdviceHtml.recommendation(page, advised));
    AdviceHtml.noAdvice(page, call.path("no_advice"));
    page.end().line();
  }

  /** How often each advice was given lately. */
  static String summary(AdviceSummary summary, Duration window, ViewQuery view) {
    return AdviceTab.SUMMARY
        .frame("Advice given lately", view)
        .lead(
            summary.callsAdvised()
                + " of "
                + summary.calls()
                + " calls of the last "
                + ShortTime.of(window)
                + " led to advice.")
        .html(
            page -> {
              AdviceTab.SUMMARY.links(page, view);
              windows(page, ShortTime.of(window), view);
              summary
                  .oldest()
                  .filter(oldest -> oldest.isAfter(summary.from()))
                  .ifPresent(
                      oldest -> {
                        page.begin("p").text("Calls are remembered since ").time(oldest);
                        page.text("; earlier ones may be missing here.").end().line();
                      });
              subjects(page, summary, view);
              pipelines(page, summary.pipelines());
            });
  }

  private static void windows(HtmlWriter page, String chosen, ViewQuery view) {
    page.begin("div", "class", "presets", "role", "group", "aria-label", "Time").line();
    for (String window : WINDOWS) {
      String href = view.link("/feedback/summary", "window", window);
      if (window.equals(chosen)) {
        page.element("a", window, "href", href, "aria-current", "true");
      } else {
        page.element("a", window, "href", href);
      }
    }
    page.end().line();
  }

  private static void subjects(HtmlWriter page, AdviceSummary summary, ViewQuery view) {
    if (summary.subjects().isEmpty()) {
      page.begin("section", "class", "empty");
      page.element("h2", "No advice was given in this time").line();
      page.element(
          "p", "Choose a longer time, or look at the newest call to see which rules lack data.");
      page.line().end().line();
      return;
    }
    page.scroll("", "Advice by key").begin("table").begin("thead").begin("tr");
    List.of("Key", "Severity", "Calls", "By pipeline")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    for (Subject one : summary.subjects()) {
      page.begin("tr").begin("th", "scope", "row").begin("code").name(one.field()).end();
      page.begin("small").link(view.link("/calls", "advice", one.ruleKey()), one.ruleKey());
      page.end().end().begin("td");
      AdviceHtml.severity(page, one.severity());
      page.end().begin("td").text(one.calls() + " of " + summary.calls());
      page.bar((double) one.calls() / summary.calls());
      page.end().begin("td");
      one.callsByPipeline().forEach((name, calls) -> page.element("small", name + ": " + calls));
      page.end().end().line();
    }
    page.end().line().end().line().end().line();
  }

  private static void pipelines(HtmlWriter page, List<Pipeline> pipelines) {
    if (pipelines.isEmpty()) {
      return;
    }
    page.element("h2", "By pipeline").line();
    page.scroll("", "By pipeline").begin("table").begin("thead").begin("tr");
    List.of("Pipeline", "Calls", "With advice")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    for (Pipeline one : pipelines) {
      page.begin("tr").element("th", one.name(), "scope", "row");
      page.element("td", Integer.toString(one.calls()), "class", "number");
      page.begin("td").text(Integer.toString(one.advised()));
      page.bar((double) one.advised() / one.calls());
      page.end().end().line();
    }
    page.end().line().end().line().end().line();
  }

  /** The form that asks for two groups of calls, before any is chosen. */
  static String comparisonForm(ViewQuery view) {
    return comparison("", "", view, page -> {});
  }

  /** The form, and how the calls of the two groups went. */
  static String comparison(
      String before, String after, GroupComparison comparison, ViewQuery view) {
    return comparison(before, after, view, page -> EffectHtml.comparison(page, comparison));
  }

  private static String comparison(
      String before, String after, ViewQuery view, Consumer<HtmlWriter> result) {
    return PageFrame.of(Section.ADVICE, "Compare calls", view)
        .lead(
            "Two periods such as 2026-11-01..2026-11-08, two versions such as engine_version=4.3.0,"
                + " or two values of a key such as streaming.low_watermark_ms=80. Parts separated"
                + " by commas must all hold.")
        .html(
            page -> {
              AdviceTab.COMPARISON.links(page, view);
              page.begin(
                  "form", "class", "filters", "method", "get", "action", "/feedback/comparison");
              page.line();
              field(page, "before", "Before", before);
              field(page, "after", "After", after);
              view.value("theme").ifPresent(theme -> page.hidden("theme", theme));
              page.element("button", "Compare", "type", "submit", "class", "apply");
              page.end().line();
              result.accept(page);
            });
  }

  private static void field(HtmlWriter page, String name, String label, String value) {
    page.begin("label").element("span", label);
    page.empty("input", "name", name, "value", value, "required", "required", "size", "32");
    page.end().line();
  }
}
