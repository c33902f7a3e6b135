package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;
import static org.voiceagent.exporter.http.pages.HtmlPage.moment;
import static org.voiceagent.exporter.http.pages.HtmlPage.shown;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.http.json.CallJson;

/** A transcript as HTML. */
final class TranscriptHtml {
  private TranscriptHtml() {}

  /** The page, from {@link CallJson#transcript}. */
  static String page(JsonNode transcript) {
    JsonNode id = transcript.path("call_uuid");
    return HtmlPage.of(
        "Transcript of " + id.asText(),
        page -> {
          page.begin("p").text(redaction(transcript)).link(callPath(id), "The call");
          page.end().line();
          if (transcript.path("turns").isEmpty()) {
            page.element("p", "The transcript is empty.").line();
            return;
          }
          page.begin("ol", "class", "dialogue").line();
          transcript.path("turns").forEach(turn -> turn(page, turn));
          page.end().line();
        });
  }

  private static String redaction(JsonNode transcript) {
    return transcript.path("redacted").asBoolean()
        ? "Personal data is redacted. "
        : "This is NOT redacted: it shows personal data. ";
  }

  private static void turn(HtmlWriter page, JsonNode turn) {
    page.begin("li", "class", turn.path("speaker").asText());
    page.element("small", String.join(" · ", circumstances(turn)));
    page.element("p", turn.path("text").asText()).end().line();
  }

  private static List<String> circumstances(JsonNode turn) {
    List<String> known = new ArrayList<>();
    known.add(turn.path("speaker").asText());
    if (turn.has("started_at")) {
      known.add(moment(turn.path("started_at")));
    }
    if (turn.has("latency_ms")) {
      known.add("answered after " + shown(turn.path("latency_ms")) + " ms");
    }
    if (turn.has("sentiment")) {
      known.add("sentiment " + shown(turn.path("sentiment")));
    }
    if (turn.path("interrupted").asBoolean()) {
      known.add("interrupted");
    }
    return known;
  }
}
