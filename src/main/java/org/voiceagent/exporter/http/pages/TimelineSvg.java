package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The timeline of a call as a picture: a lane for the caller, one for the agent, one for tools, and
 * one for the caller's mood, as far as each is known. It is as wide as its place: all its widths
 * are shares of the call's length. Used for one answer.
 */
final class TimelineSvg {
  private static final int LABEL = 17;
  private static final int BAR = 20;
  private static final int GAP = 8;
  private static final int MOOD = 44;
  private static final int AXIS = 22;
  private static final int MOST_TICKS = 6;
  private static final int[] STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400
  };

  private final HtmlWriter page;
  private final JsonNode timeline;
  private final double seconds;

  /**
   * @param timeline the tree of a call's timeline, with at least one span
   */
  TimelineSvg(HtmlWriter page, JsonNode timeline) {
    this.page = page;
    this.timeline = timeline;
    this.seconds = Math.max(0.1, timeline.path("seconds").asDouble());
  }

  /** Draws it. */
  void write() {
    boolean tools = has("tool");
    List<JsonNode> moods = moods();
    int agent = lane(1);
    int tool = lane(2);
    int mood = lane(tools ? 3 : 2);
    int height = (moods.isEmpty() ? mood : mood + LABEL + MOOD + GAP) + AXIS;
    page.begin(
            "svg",
            "class",
            "timeline",
            "width",
            "100%",
            "height",
            Integer.toString(height),
            "role",
            "img",
            "aria-label",
            TimelineText.summary(timeline, seconds))
        .line();
    for (JsonNode silence : timeline.path("silences")) {
      rect(silence, 0, height - AXIS, "silence", TimelineText.silence(silence));
    }
    axis(height);
    laneLabel("Caller", lane(0));
    laneLabel("Agent", agent);
    waits(agent);
    spans("caller", lane(0) + LABEL);
    spans("agent", agent + LABEL);
    if (tools) {
      laneLabel("Tools", tool);
      spans("tool", tool + LABEL);
    }
    for (JsonNode overlap : timeline.path("overlaps")) {
      rect(overlap, LABEL, agent + LABEL + BAR - LABEL, "overlap", TimelineText.overlap(overlap));
    }
    if (!moods.isEmpty()) {
      mood(moods, mood);
    }
    page.end().line();
  }

  private static int lane(int number) {
    return number * (LABEL + BAR + GAP);
  }

  private boolean has(String speaker) {
    for (JsonNode span : timeline.path("spans")) {
      if (span.path("speaker").asText().equals(speaker)) {
        return true;
      }
    }
    return false;
  }

  private List<JsonNode> moods() {
    List<JsonNode> scored = new ArrayList<>();
    for (JsonNode span : timeline.path("spans")) {
      if (span.has("sentiment")) {
        scored.add(span);
      }
    }
    return scored;
  }

  private void laneLabel(String name, int y) {
    page.element("text", name, "x", "0", "y", Integer.toString(y + LABEL - 5)).line();
  }

  private void spans(String speaker, int y) {
    for (JsonNode span : timeline.path("spans")) {
      if (span.path("speaker").asText().equals(speaker)) {
        String kind = speaker + (span.path("estimated").asBoolean() ? " estimated" : "");
        rect(span, y, BAR, kind, TimelineText.span(span));
        if (span.path("interrupted").asBoolean()) {
          String x = percent(span.path("end").asDouble());
          page.empty(
              "line",
              "class",
              "cut",
              "x1",
              x,
              "x2",
              x,
              "y1",
              Integer.toString(y - 3),
              "y2",
              Integer.toString(y + BAR + 3));
        }
      }
    }
    page.line();
  }

  /** How long the caller waited for each answer, in the agent's lane before it. */
  private void waits(int lane) {
    JsonNode before = null;
    for (JsonNode span : timeline.path("spans")) {
      String speaker = span.path("speaker").asText();
      if (speaker.equals("agent") && before != null && !isEstimated(before, span)) {
        double from = before.path("end").asDouble();
        double to = span.path("start").asDouble();
        if (to > from) {
          rect(from, to, lane + LABEL + BAR / 2 - 3, 6, "wait");
          page.element("title", "The caller waited " + HumanText.seconds(to - from)).end().line();
        }
      }
      if (speaker.equals("caller")) {
        before = span;
      } else if (speaker.equals("agent")) {
        before = null;
      }
    }
  }

  private boolean isEstimated(JsonNode caller, JsonNode agent) {
    return timeline.path("basis").asText().equals("estimated")
        && caller.path("end").asDouble() >= agent.path("start").asDouble();
  }

  private void rect(JsonNode span, int y, int height, String kind, String words) {
    rect(span.path("start").asDouble(), span.path("end").asDouble(), y, height, kind);
    page.element("title", words).end();
  }

  private void rect(double from, double to, int y, int height, String kind) {
    page.begin(
        "rect",
        "class",
        kind,
        "x",
        percent(from),
        "y",
        Integer.toString(y),
        "width",
        percent(Math.max(to - from, seconds / 600)),
        "height",
        Integer.toString(height),
        "rx",
        "2");
  }

  private void axis(int height) {
    int step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && seconds / STEPS[i] <= MOST_TICKS; i--) {
      step = STEPS[i];
    }
    for (int at = 0; at <= seconds; at += step) {
      String x = percent(at);
      page.empty(
          "line",
          "class",
          "axis",
          "x1",
          x,
          "x2",
          x,
          "y1",
          Integer.toString(LABEL),
          "y2",
          Integer.toString(height - AXIS + 4));
      String anchor = at == 0 ? "start" : at > seconds * 0.95 ? "end" : "middle";
      page.element(
          "text",
          HumanText.clock(at),
          "x",
          x,
          "y",
          Integer.toString(height - 5),
          "text-anchor",
          anchor);
    }
    page.line();
  }

  private void mood(List<JsonNode> scored, int y) {
    laneLabel("Mood of the caller", y);
    int top = y + LABEL;
    String middle = Integer.toString(top + MOOD / 2);
    page.empty("line", "class", "axis", "x1", "0", "x2", "100%", "y1", middle, "y2", middle);
    for (int i = 0; i < scored.size(); i++) {
      String x = percent(middle(scored.get(i)));
      String at = Integer.toString(level(scored.get(i), top));
      if (i > 0) {
        page.empty(
            "line",
            "class",
            "mood",
            "x1",
            percent(middle(scored.get(i - 1))),
            "y1",
            Integer.toString(level(scored.get(i - 1), top)),
            "x2",
            x,
            "y2",
            at);
      }
      page.begin("circle", "class", "mood-dot", "cx", x, "cy", at, "r", "4");
      page.element(
              "title",
              "Mood "
                  + HumanText.score(scored.get(i).path("sentiment").asDouble())
                  + " at "
                  + HumanText.clock(scored.get(i).path("start").asDouble()))
          .end();
    }
    page.line();
  }

  private static int level(JsonNode span, int top) {
    double score = Math.max(-1, Math.min(1, span.path("sentiment").asDouble()));
    return (int) Math.round(top + MOOD / 2.0 - score * (MOOD / 2.0 - 5));
  }

  private static double middle(JsonNode span) {
    return (span.path("start").asDouble() + span.path("end").asDouble()) / 2;
  }

  private String percent(double at) {
    return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, at / seconds * 100)));
  }
}
