package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.json.LiveJson;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;

/** What goes on now: calls that have not ended, and what was counted last. */
final class LivePages {
  private static final int FINISHED = 20;
  private static final int EVENTS = 20;
  private static final int SECONDS = 3;

  private final WebContent content;
  private final LiveJson json;

  LivePages(WebContent content, CallJson calls) {
    this.content = content;
    this.json = new LiveJson(calls);
  }

  /** The page; a browser's script brings it up to date every few seconds. */
  PageResponse live(PageRequest request) {
    Instant now = content.kpis().history().until();
    ObjectNode node =
        json.of(
            now,
            content.calls().archive().active(),
            content.calls().reports().newest(FINISHED),
            content.server().events().newest(EVENTS));
    return request.prefersHtml()
        ? PageResponse.html(html(node, ViewQuery.of(request.parameters())))
        : PageResponse.json(Json.text(node));
  }

  private static String html(JsonNode now, ViewQuery view) {
    return PageFrame.of(Section.LIVE, "Live", view)
        .beside("/live.json", "JSON")
        .refreshing(SECONDS)
        .html(
            page -> {
              page.begin("p", "id", "live-at", "data-live", "data-live", "class", "quiet");
              page.text("As of ").time(Instant.parse(now.path("at").asText())).text(". ");
              page.link(view.link("/live"), "Reload").end().line();
              page.begin("div", "class", "live-grid").line();
              page.begin("section", "id", "live-active", "data-live", "data-live").line();
              active(page, now.path("active"), view);
              page.end().line();
              page.begin("section", "id", "live-calls", "data-live", "data-live").line();
              finished(page, now.path("calls"), view);
              page.end().line().end().line();
              page.begin("section", "id", "live-events", "data-live", "data-live").line();
              events(page, now.path("events"));
              page.end().line();
            });
  }

  private static void active(HtmlWriter page, JsonNode active, ViewQuery view) {
    page.element("h2", "Going on: " + active.size()).line();
    if (active.isEmpty()) {
      page.element("p", "No call is going on.", "class", "quiet").line();
      return;
    }
    page.begin("ul", "class", "live-list").line();
    for (JsonNode call : active) {
      page.begin("li");
      page.link(
          view.link(HtmlPage.callPath(call.path("call_uuid"))), call.path("call_uuid").asText());
      page.text(" ");
      if (call.path("state").asText().equals("quiet")) {
        Duration quiet = Duration.ofSeconds(call.path("quiet_seconds").asLong());
        page.chip("warn", "quiet for " + HumanText.age(quiet).text());
      } else {
        page.chip("good", "in progress");
      }
      page.begin("small").text("Last change ");
      page.time(Instant.parse(call.path("last_sign_at").asText())).end().end().line();
    }
    page.end().line();
  }

  private static void finished(HtmlWriter page, JsonNode calls, ViewQuery view) {
    page.element("h2", "Ended last").line();
    if (calls.isEmpty()) {
      page.element("p", "No call has ended yet.", "class", "quiet").line();
      return;
    }
    page.begin("ul", "class", "live-list").line();
    for (JsonNode call : calls) {
      JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
      page.begin("li").time(Instant.parse(ended.asText())).text(" ");
      page.link(
          view.link(HtmlPage.callPath(call.path("call_uuid"))), call.path("call_uuid").asText());
      page.text(" ");
      if (call.has("outcome")) {
        String outcome = call.path("outcome").asText();
        page.chip(HumanText.outcomeKind(outcome), HumanText.word(outcome));
      }
      if (call.has("severity")) {
        page.text(" ");
        page.chip(call.path("severity").asText(), call.path("field").asText());
      }
      page.element("small", facts(call)).end().line();
    }
    page.end().line();
    page.begin("p").link(view.link("/calls"), "All calls").end().line();
  }

  private static String facts(JsonNode call) {
    StringBuilder facts = new StringBuilder(call.path("pipeline_name").asText());
    facts.append(", ").append(call.path("provider_id").asText());
    if (call.has("duration_seconds")) {
      facts.append(", ").append(HumanText.seconds(call.path("duration_seconds").asDouble()));
    }
    if (call.has("sentiment_score")) {
      facts.append(", mood ").append(HumanText.score(call.path("sentiment_score").asDouble()));
    }
    return facts.toString();
  }

  private static void events(HtmlWriter page, JsonNode events) {
    if (events.isEmpty()) {
      return;
    }
    page.element("h2", "Newest events").line().begin("ul", "class", "live-list").line();
    for (JsonNode event : events) {
      page.begin("li").time(Instant.parse(event.path("at").asText())).text(" ");
      page.element("code", event.path("event").asText()).end().line();
    }
    page.end().line();
  }
}
