package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.voiceagent.exporter.http.json.CallJson;

/** A transcript as HTML. */
final class TranscriptHtml {
  /** From here on, a wait counts as trouble; see the points of the list of calls. */
  private static final double LONG_WAIT_MS = 2_500;

  private TranscriptHtml() {}

  /** The page, from {@link CallJson#transcript}. */
  static String page(JsonNode transcript) {
    JsonNode id = transcript.path("call_uuid");
    return PageFrame.of(Section.CALLS, "Transcript of " + id.asText(), ViewQuery.none())
        .html(
            page -> {
              page.begin("p").text(redaction(transcript)).link(callPath(id), "The call");
              page.end().line();
              if (transcript.path("turns").isEmpty()) {
                page.element("p", "The transcript is empty.").line();
                return;
              }
              dialogue(page, transcript.path("turns"));
            });
  }

  private static String redaction(JsonNode transcript) {
    return transcript.path("redacted").asBoolean()
        ? "Personal data is redacted. "
        : "This is NOT redacted: it shows personal data. ";
  }

  /** The turns, one below the other. */
  private static void dialogue(HtmlWriter page, JsonNode turns) {
    page.begin("ol", "class", "dialogue").line();
    turns.forEach(turn -> turn(page, turn, JsonNodeFactory.instance.missingNode()));
    page.end().line();
  }

  /**
   * The same within the page of their call: with the time into the call, where it is known.
   *
   * @param timeline the tree of the call's timeline
   */
  static void dialogue(HtmlWriter page, JsonNode turns, JsonNode timeline) {
    Map<Integer, JsonNode> spans = new HashMap<>();
    timeline.path("spans").forEach(span -> spans.put(span.path("turn").asInt(), span));
    page.begin("ol", "class", "dialogue").line();
    turns.forEach(
        turn ->
            turn(
                page,
                turn,
                spans.getOrDefault(turn.path("turn").asInt(), timeline.path("")).path("start")));
    page.end().line();
  }

  /**
   * @param start when the turn began, in s since the call's start; missing to show its time
   */
  private static void turn(HtmlWriter page, JsonNode turn, JsonNode start) {
    page.begin(
        "li", "class", turn.path("speaker").asText(), "id", "turn-" + turn.path("turn").asInt());
    page.begin("small").text(HumanText.word(turn.path("speaker").asText()));
    if (start.isNumber()) {
      page.text(" · " + HumanText.clock(start.asDouble()));
    } else if (turn.has("started_at")) {
      page.text(" · ").time(Instant.parse(turn.path("started_at").asText()));
    }
    if (turn.has("latency_ms")) {
      double ms = turn.path("latency_ms").asDouble();
      page.text(" · ");
      page.element(
          "span",
          "answered after " + HumanText.millis(ms),
          "class",
          ms > LONG_WAIT_MS ? "bad" : "quiet");
    }
    if (turn.has("sentiment")) {
      page.text(" · mood " + HumanText.score(turn.path("sentiment").asDouble()));
    }
    if (turn.path("interrupted").asBoolean()) {
      page.text(" · interrupted");
    }
    page.end();
    page.element("p", turn.path("text").asText(), "dir", "auto").end().line();
  }
}
