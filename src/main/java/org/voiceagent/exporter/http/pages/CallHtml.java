package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;
import static org.voiceagent.exporter.http.pages.HtmlPage.shown;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.http.json.CallJson;

/** The page of one call, from the trees of {@link CallJson}. Used for one answer. */
final class CallHtml {
  private final ViewQuery view;
  private final JsonNode document;
  private final JsonNode call;
  private final JsonNode transcript;
  private final UnfinishedHtml unfinished;

  /**
   * @param transcript what was said, redacted
   */
  CallHtml(ViewQuery view, JsonNode document, JsonNode transcript, UnfinishedHtml unfinished) {
    this.view = view;
    this.document = document;
    this.call = document.path("call");
    this.transcript = transcript;
    this.unfinished = unfinished;
  }

  /** The whole page. */
  String page() {
    String id = call.path("call_uuid").asText();
    return PageFrame.of(Section.CALLS, "Call " + id, view)
        .lead(lead())
        .html(
            page -> {
              switch (document.path("state").asText()) {
                case "finished" -> finished(page);
                case "active" -> goingOn(page);
                case "gone" -> gone(page);
                default -> {
                  unfinished.whyNot(page, document);
                  said(page);
                }
              }
            });
  }

  private String lead() {
    return switch (document.path("state").asText()) {
      case "active" -> "This call is active.";
      case "quiet" -> "This call is not counted: it went quiet without an end.";
      case "refused" -> "This call is not counted: its files cannot be used.";
      default ->
          "Served by "
              + call.path("pipeline_name").asText()
              + ": "
              + call.path("provider_id").asText()
              + ", "
              + call.path("model_variant").asText()
              + ".";
    };
  }

  private void goingOn(HtmlWriter page) {
    page.begin("p").chip("good", "In progress").text(" Last written ");
    page.time(Instant.parse(call.path("last_sign_at").asText()));
    page.text(". Figures and advice follow when the engine writes the end of the call.");
    page.end().line();
    said(page);
  }

  private void gone(HtmlWriter page) {
    CallFigures.write(page, call);
    page.begin("div", "class", "empty").line();
    page.element("h2", "The folder of this call is gone").line();
    page.element(
            "p",
            "Retention deletes folders in time, and so transcript, advice and configuration are"
                + " gone too. These figures are what the list of calls remembers.")
        .line();
    page.end().line();
    alike(page);
  }

  private void finished(HtmlWriter page) {
    CallFigures.write(page, call);
    for (int i = 0; i < document.path("recommendations").size(); i++) {
      CallAdviceHtml.write(page, document.path("recommendations").get(i), i + 1);
    }
    timeline(page);
    page.begin("div", "class", "call-columns").line();
    page.begin("section", "class", "card").line();
    said(page);
    page.end().line().begin("section", "class", "card").line();
    WaitsHtml.write(page, document.path("waits"));
    page.end().line().end().line();
    ConfigurationHtml.write(page, document.path("configuration"), view);
    alike(page);
    findings(page);
    CallAdviceHtml.noAdvice(page, document.path("no_advice"));
    facts(page);
  }

  private void timeline(HtmlWriter page) {
    JsonNode timeline = document.path("timeline");
    page.begin("section", "class", "card").element("h2", "Who spoke when").line();
    if (timeline.path("spans").isEmpty()) {
      page.element(
              "p",
              "Not known: the engine gave no times of turns, neither in metrics.json nor in"
                  + " transcript.jsonl.",
              "class",
              "quiet")
          .line();
      page.end().line();
      return;
    }
    new TimelineSvg(page, timeline).write();
    page.begin("ul", "class", "legend").line();
    swatch(page, "caller", "Caller speaks");
    swatch(page, "agent", "Agent speaks");
    swatch(page, "wait", "Caller waits");
    swatch(page, "silence", "Silence over 3 s");
    swatch(page, "overlap", "Both speak");
    page.end().line();
    if (timeline.path("basis").asText().equals("estimated")) {
      page.element(
              "p",
              "The engine gives one time for each line, so how long each was is estimated from its"
                  + " words.",
              "class",
              "quiet")
          .line();
    }
    moments(page, timeline);
    page.end().line();
  }

  private static void swatch(HtmlWriter page, String kind, String name) {
    page.begin("li").element("span", "", "class", "legend-key " + kind).text(name).end().line();
  }

  private static void moments(HtmlWriter page, JsonNode timeline) {
    int count = timeline.path("silences").size() + timeline.path("overlaps").size();
    if (count == 0) {
      return;
    }
    page.begin("details", "id", "moments");
    page.element("summary", HumanText.count(count, "moment") + " to look at");
    page.begin("ul").line();
    timeline.path("silences").forEach(one -> page.element("li", TimelineText.silence(one)).line());
    timeline.path("overlaps").forEach(one -> page.element("li", TimelineText.overlap(one)).line());
    page.end().end().line();
  }

  private void said(HtmlWriter page) {
    page.element("h2", "Transcript").line();
    if (transcript.path("turns").isEmpty()) {
      page.element("p", "The engine left no transcript.", "class", "quiet").line();
      return;
    }
    page.begin("p", "class", "quiet").text("Personal data is redacted. ");
    page.link(callPath(call.path("call_uuid")) + "/transcript", "On a page of its own");
    page.end().line();
    TranscriptHtml.dialogue(page, transcript.path("turns"), document.path("timeline"));
  }

  private void alike(HtmlWriter page) {
    page.begin("section").element("h2", "Others like it").line();
    page.begin("ul", "class", "alike").line();
    String pipeline = call.path("pipeline_name").asText();
    JsonNode best = document.path("recommendations").path(0).path("recommendation_key");
    String advice = best.asText(call.path("recommendation_key").asText());
    if (!advice.isEmpty()) {
      alike(page, "With the same advice", "advice", advice);
    }
    String outcome = call.path("outcome").asText();
    if (!outcome.isEmpty()) {
      alike(page, "That went the same way: " + HumanText.word(outcome), "outcome", outcome);
    }
    longestWait()
        .ifPresent(
            ms ->
                page.begin("li")
                    .link(
                        ViewQuery.none()
                            .link(
                                "/calls",
                                "latency_over",
                                Long.toString(Math.max(1, (long) ms.doubleValue() - 1)),
                                "sort",
                                "wait"),
                        "Whose caller waited as long or longer")
                    .end()
                    .line());
    if (call.has("sentiment_score")) {
      String band = SentimentBand.of(call.path("sentiment_score").asDouble()).label();
      alike(page, "With the same mood: " + HumanText.word(band), "sentiment", band);
    }
    alike(page, "Of the same pipeline: " + pipeline, "pipeline_name", pipeline);
    JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
    Instant at = Instant.parse(ended.asText());
    page.begin("li")
        .link(
            ViewQuery.none()
                .link(
                    "/calls",
                    "from",
                    at.minusSeconds(1_800).toString(),
                    "to",
                    at.plusSeconds(1_800).toString()),
            "That ended within half an hour of it")
        .end()
        .line();
    page.end().end().line();
  }

  private static void alike(HtmlWriter page, String words, String name, String value) {
    page.begin("li").link(ViewQuery.none().link("/calls", name, value), words).end().line();
  }

  private Optional<Double> longestWait() {
    double longest = 0;
    for (JsonNode answer : document.path("waits").path("answers")) {
      longest = Math.max(longest, answer.path("total_ms").asDouble());
    }
    return longest > 0 ? Optional.of(longest) : Optional.empty();
  }

  private void findings(HtmlWriter page) {
    JsonNode findings = document.path("findings");
    if (findings.isEmpty()) {
      return;
    }
    page.element("h2", "Problems in its files").line().begin("ul").line();
    for (JsonNode finding : findings) {
      String line = finding.has("line") ? ":" + finding.path("line").asInt() : "";
      page.begin("li").element("code", finding.path("file").asText() + line).text(" ");
      page.element("code", finding.path("field").asText());
      page.text(": " + finding.path("message").asText()).end().line();
    }
    page.end().line();
  }

  private void facts(HtmlWriter page) {
    page.begin("details", "id", "facts");
    page.element("summary", "All " + call.size() + " facts, as the engine gave them").line();
    page.begin("table", "class", "facts").begin("tbody").line();
    for (var fact : call.properties()) {
      page.begin("tr").begin("th", "scope", "row").text(CallFigures.label(fact.getKey()));
      CallField.named(fact.getKey()).ifPresent(field -> page.element("small", field.description()));
      page.end();
      JsonNode value = fact.getValue();
      boolean rows = value.isArray() && value.path(0).isObject();
      page.element("td", rows ? value.toString() : shown(value) + CallFigures.unit(fact.getKey()));
      page.end().line();
    }
    page.end().end().line();
    page.begin("p", "class", "quiet").element("code", "docs/kpis.md");
    page.text(" defines each value.").end().end().line();
  }
}
