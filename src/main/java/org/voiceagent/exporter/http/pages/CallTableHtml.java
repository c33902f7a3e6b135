package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.voiceagent.exporter.callindex.CallOrder;

/** The table of calls. On a small screen each row is a block of names and values. */
final class CallTableHtml {
  private final CallListQuery query;
  private final JsonNode list;

  /**
   * @param list the tree of the list of calls
   */
  CallTableHtml(CallListQuery query, JsonNode list) {
    this.query = query;
    this.list = list;
  }

  /** Writes it. */
  void write(HtmlWriter page) {
    double longest =
        StreamSupport.stream(list.path("calls").spliterator(), false)
            .mapToDouble(call -> call.path("longest_wait_ms").asDouble())
            .max()
            .orElse(0);
    page.begin("table", "class", "calls list").line().begin("thead").begin("tr");
    column(page, "Ended", CallOrder.NEWEST);
    column(page, "How it went", CallOrder.WORST);
    column(page, "Longest wait", CallOrder.WAIT);
    column(page, "Mood", CallOrder.SENTIMENT);
    column(page, "Length", CallOrder.DURATION);
    page.element("th", "Advice", "scope", "col");
    page.element("th", "Served by", "scope", "col");
    page.end().end().line().begin("tbody").line();
    list.path("calls").forEach(call -> row(page, call, longest));
    page.end().end().line();
  }

  private void column(HtmlWriter page, String name, CallOrder order) {
    if (order == query.order()) {
      page.begin(
          "th",
          "scope",
          "col",
          "aria-sort",
          order == CallOrder.SENTIMENT ? "ascending" : "descending");
    } else {
      page.begin("th", "scope", "col");
    }
    page.link(query.link("sort", order == CallOrder.NEWEST ? "" : order.label()), name).end();
  }

  private void row(HtmlWriter page, JsonNode call, double longest) {
    page.begin("tr");
    JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
    page.begin("td", "data-label", "Ended").time(Instant.parse(ended.asText()));
    page.begin("a", "href", query.view().link(callPath(call.path("call_uuid"))), "class", "id");
    page.text(call.path("call_uuid").asText()).end().end();
    page.begin("td", "data-label", "How it went");
    String outcome = call.path("outcome").asText("unknown");
    page.chip(HumanText.outcomeKind(outcome), HumanText.word(outcome));
    String end = call.path("end_reason").asText("unknown");
    if (!end.equals("unknown") && !end.equals(outcome)) {
      page.element("small", HumanText.word(end));
    }
    page.end();
    cell(page, "Longest wait", call.has("longest_wait_ms"));
    if (call.has("longest_wait_ms")) {
      double ms = call.path("longest_wait_ms").asDouble();
      page.text(HumanText.millis(ms));
      page.bar(ms / longest);
    } else {
      absent(page);
    }
    page.end();
    cell(page, "Mood", call.has("sentiment"));
    mood(page, call);
    page.end();
    cell(page, "Length", call.has("duration_seconds"));
    if (call.has("duration_seconds")) {
      page.text(HumanText.seconds(call.path("duration_seconds").asDouble()));
    } else {
      absent(page);
    }
    page.end();
    cell(page, "Advice", call.path("recommendations").asInt() > 0);
    advice(page, call);
    page.end().begin("td", "data-label", "Served by");
    page.name(call.path("pipeline_name").asText());
    page.begin("small").name(call.path("provider_id").asText()).text(" · ");
    page.name(call.path("model_variant").asText()).end();
    page.end().end().line();
    if (call.has("excerpt")) {
      page.begin("tr", "class", "excerpt").begin("td", "colspan", "7");
      page.element("q", call.path("excerpt").asText()).end().end().line();
    }
  }

  /** A cell of the table; on a small screen, one without a value is left out. */
  private static void cell(HtmlWriter page, String label, boolean known) {
    if (known) {
      page.begin("td", "data-label", label);
    } else {
      page.begin("td", "data-label", label, "class", "none");
    }
  }

  private static void mood(HtmlWriter page, JsonNode call) {
    if (!call.has("sentiment")) {
      absent(page);
      return;
    }
    String band = call.path("sentiment").asText();
    page.chip(HumanText.sentimentKind(band), HumanText.word(band));
    if (call.has("sentiment_score")) {
      page.element("small", HumanText.score(call.path("sentiment_score").asDouble()));
    }
  }

  private static void advice(HtmlWriter page, JsonNode call) {
    int count = call.path("recommendations").asInt();
    if (count == 0) {
      absent(page);
      return;
    }
    AdviceHtml.severity(page, call.path("severity").asText());
    page.text(" ").begin("code").name(call.path("field").asText()).end();
    if (count > 1) {
      page.element("small", "and " + (count - 1) + " more");
    }
  }

  private static void absent(HtmlWriter page) {
    page.element("span", "–", "class", "quiet");
  }
}
