package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.SentimentBand;

/** The figures of one call as tiles, and the names of its facts. */
final class CallFigures {
  private CallFigures() {}

  /** Writes a tile for each figure that is known. */
  static void write(HtmlWriter page, JsonNode call) {
    page.begin("ul", "class", "tiles figures").line();
    ended(page, call);
    outcome(page, call);
    if (call.has("duration_seconds")) {
      List<String> notes = new ArrayList<>();
      if (call.has("turns")) {
        notes.add(HumanText.count(call.path("turns").asInt(), "turn"));
      }
      tile(page, "Length", HumanText.seconds(call.path("duration_seconds").asDouble()), notes);
    }
    waits(page, call);
    mood(page, call);
    interruptions(page, call);
    business(page, call);
    if (call.has("cost_usd")) {
      tile(page, "Cost", "$" + HtmlPage.shown(call.path("cost_usd")), List.of());
    }
    page.end().line();
  }

  private static void ended(HtmlWriter page, JsonNode call) {
    JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
    begin(page, "Ended");
    page.begin("p", "class", "value small").time(Instant.parse(ended.asText())).end();
    end(page, List.of());
  }

  private static void outcome(HtmlWriter page, JsonNode call) {
    String outcome = call.path("outcome").asText("unknown");
    begin(page, "How it went");
    page.begin("p", "class", "value small");
    page.chip(HumanText.outcomeKind(outcome), HumanText.word(outcome)).end();
    List<String> notes = new ArrayList<>();
    if (call.has("end_reason")) {
      notes.add(HumanText.word(call.path("end_reason").asText()));
    }
    if (call.has("error_message")) {
      notes.add(call.path("error_message").asText());
    }
    end(page, notes);
  }

  private static void waits(HtmlWriter page, JsonNode call) {
    JsonNode longest =
        call.has("max_turn_latency_ms")
            ? call.path("max_turn_latency_ms")
            : call.path("longest_wait_ms");
    JsonNode mean = call.path("response_latency_ms");
    if (longest.isNumber()) {
      tile(
          page,
          "Longest wait",
          HumanText.millis(longest.asDouble()),
          mean.isNumber() ? List.of("mean " + HumanText.millis(mean.asDouble())) : List.of());
    } else if (mean.isNumber()) {
      tile(page, "Mean wait", HumanText.millis(mean.asDouble()), List.of());
    }
  }

  private static void mood(HtmlWriter page, JsonNode call) {
    if (!call.has("sentiment_score")) {
      return;
    }
    double score = call.path("sentiment_score").asDouble();
    String band = SentimentBand.of(score).label();
    begin(page, "Mood of the caller");
    page.begin("p", "class", "value small");
    page.chip(HumanText.sentimentKind(band), HumanText.word(band)).end();
    String source =
        call.path("sentiment_source").asText().equals("engine") ? "by the engine" : "by its words";
    end(
        page,
        List.of(HumanText.score(score) + (call.has("sentiment_source") ? ", " + source : "")));
  }

  private static void interruptions(HtmlWriter page, JsonNode call) {
    if (call.has("barge_ins")) {
      List<String> notes = new ArrayList<>();
      if (call.has("agent_interruptions")) {
        notes.add(
            "the agent interrupted "
                + HumanText.count(call.path("agent_interruptions").asInt(), "time"));
      }
      tile(
          page,
          "Caller interrupted",
          HumanText.count(call.path("barge_ins").asInt(), "time"),
          notes);
    }
  }

  private static void business(HtmlWriter page, JsonNode call) {
    if (call.has("resolved")) {
      boolean resolved = call.path("resolved").asBoolean();
      begin(page, "Request resolved");
      page.begin("p", "class", "value small")
          .chip(resolved ? "good" : "warn", resolved ? "Yes" : "No");
      page.end();
      end(page, List.of());
    }
    if (call.has("csat")) {
      tile(page, "Rating by the caller", HtmlPage.shown(call.path("csat")) + " of 5", List.of());
    }
  }

  private static void tile(HtmlWriter page, String label, String value, List<String> notes) {
    begin(page, label);
    page.element("p", value, "class", "value");
    end(page, notes);
  }

  private static void begin(HtmlWriter page, String label) {
    page.begin("li", "class", "tile").element("p", label, "class", "label");
  }

  private static void end(HtmlWriter page, List<String> notes) {
    if (!notes.isEmpty()) {
      page.element("p", String.join(" · ", notes), "class", "n");
    }
    page.end().line();
  }

  /** The name of a fact without its unit: Turn latencies. */
  static String label(String key) {
    return HumanText.key(key.replaceFirst("_(?:ms|seconds|usd)$", ""));
  }

  /** The unit that a fact's key names, with a space before it; "" if it names none. */
  static String unit(String key) {
    return key.endsWith("_ms")
        ? " ms"
        : key.endsWith("_seconds") ? " s" : key.endsWith("_usd") ? " USD" : "";
  }
}
