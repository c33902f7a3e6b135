package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;
import static org.voiceagent.exporter.http.pages.HtmlPage.moment;
import static org.voiceagent.exporter.http.pages.HtmlPage.shown;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.voiceagent.exporter.http.json.CallJson;

/** The list of calls and the page of one call as HTML. */
final class CallHtml {
  private static final List<String> COLUMNS =
      List.of("Ended", "Call", "Pipeline", "Outcome", "Duration", "Sentiment", "Advice");

  private CallHtml() {}

  /** The list of calls, from {@link CallJson#list}. */
  static String list(JsonNode calls) {
    return HtmlPage.of(
        "Calls",
        page -> {
          JsonNode active = calls.path("active");
          page.element("h2", "Active: " + active.size()).line();
          if (!active.isEmpty()) {
            page.begin("ul").line();
            active.forEach(call -> activeCall(page, call));
            page.end().line();
          }
          page.element("h2", "Finished, newest first").line();
          if (calls.path("calls").isEmpty()) {
            page.element("p", "No call has ended yet.").line();
          } else {
            table(page, calls.path("calls"));
          }
        });
  }

  private static void activeCall(HtmlWriter page, JsonNode call) {
    page.begin("li").link(callPath(call.path("call_uuid")), call.path("call_uuid").asText());
    page.text(" – last activity " + moment(call.path("last_sign_at"))).end().line();
  }

  private static void table(HtmlWriter page, JsonNode calls) {
    page.begin("table", "class", "calls").line().begin("thead").begin("tr");
    COLUMNS.forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    calls.forEach(call -> row(page, call));
    page.end().end().line();
  }

  private static void row(HtmlWriter page, JsonNode call) {
    page.begin("tr");
    JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
    cell(page, "Ended").text(moment(ended)).end();
    cell(page, "Call")
        .link(callPath(call.path("call_uuid")), call.path("call_uuid").asText())
        .end();
    cell(page, "Pipeline")
        .text(call.path("pipeline_name").asText())
        .element(
            "small", call.path("provider_id").asText() + ", " + call.path("model_variant").asText())
        .end();
    cell(page, "Outcome").text(call.path("outcome").asText("–")).end();
    String duration = shown(call.path("duration_seconds"));
    cell(page, "Duration").text(duration.isEmpty() ? "–" : duration + " s").end();
    String sentiment = shown(call.path("sentiment_score"));
    cell(page, "Sentiment").text(sentiment.isEmpty() ? "–" : sentiment).end();
    cell(page, "Advice");
    advice(page, call);
    page.end().end().line();
  }

  private static void advice(HtmlWriter page, JsonNode call) {
    int count = call.path("recommendations").asInt();
    if (count == 0) {
      page.text("–");
      return;
    }
    AdviceHtml.severity(page, call.path("severity").asText());
    page.text(" ").element("code", call.path("field").asText());
    if (count > 1) {
      page.text(" and " + (count - 1) + " more");
    }
  }

  private static HtmlWriter cell(HtmlWriter page, String label) {
    return page.begin("td", "data-label", label);
  }

  /** One call, from {@link CallJson#finished} or {@link CallJson#goingOn}. */
  static String call(JsonNode call) {
    String id = call.path("call").path("call_uuid").asText();
    return HtmlPage.of(
        "Call " + id,
        page -> {
          page.begin("p").text(sentence(call)).text(" ");
          page.link(callPath(call.path("call").path("call_uuid")) + "/transcript", "Transcript");
          page.end().line();
          call.path("recommendations").forEach(advised -> AdviceHtml.recommendation(page, advised));
          AdviceHtml.noAdvice(page, call.path("no_advice"));
          findings(page, call.path("findings"));
          page.element("h2", "Call details").line();
          page.begin("p").element("code", "docs/kpis.md").text(" defines each value.").end().line();
          facts(page, call.path("call"));
        });
  }

  private static String sentence(JsonNode call) {
    if (call.path("state").asText().equals("active")) {
      return "This call is active.";
    }
    int count = call.path("recommendations").size();
    return switch (count) {
      case 0 -> "No advice.";
      case 1 -> "One recommendation.";
      default -> count + " recommendations, best first.";
    };
  }

  private static void findings(HtmlWriter page, JsonNode findings) {
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

  private static void facts(HtmlWriter page, JsonNode facts) {
    page.begin("table", "class", "facts").begin("tbody").line();
    for (var fact : facts.properties()) {
      page.begin("tr").element("th", fact.getKey(), "scope", "row");
      page.element("td", shown(fact.getValue())).end().line();
    }
    page.end().end().line();
  }
}
