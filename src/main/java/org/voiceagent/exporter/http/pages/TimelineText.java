package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a call's timeline shows, in words: for people who do not see it, and for what is pointed at.
 */
final class TimelineText {
  private TimelineText() {}

  /** How often each side spoke, as a sentence. */
  static String summary(JsonNode timeline, double seconds) {
    int caller = 0;
    int agent = 0;
    for (JsonNode span : timeline.path("spans")) {
      caller += span.path("speaker").asText().equals("caller") ? 1 : 0;
      agent += span.path("speaker").asText().equals("agent") ? 1 : 0;
    }
    return "Who spoke when in "
        + HumanText.seconds(seconds)
        + ": the caller "
        + HumanText.count(caller, "time")
        + ", the agent "
        + HumanText.count(agent, "time")
        + "; "
        + HumanText.count(timeline.path("silences").size(), "silence")
        + " of more than 3 s, "
        + HumanText.count(timeline.path("overlaps").size(), "overlap")
        + ".";
  }

  /** Who spoke, when and for how long. */
  static String span(JsonNode span) {
    double from = span.path("start").asDouble();
    double to = span.path("end").asDouble();
    return HumanText.word(span.path("speaker").asText())
        + ", "
        + HumanText.clock(from)
        + ", "
        + (span.path("estimated").asBoolean() ? "about " : "")
        + HumanText.seconds(to - from)
        + (span.path("interrupted").asBoolean() ? ", cut off" : "");
  }

  /** Whose silence it was, as a sentence. */
  static String silence(JsonNode silence) {
    double from = silence.path("start").asDouble();
    double to = silence.path("end").asDouble();
    String whose =
        switch (silence.path("waited_for").asText()) {
          case "agent" -> "waiting for the agent";
          case "tool" -> "waiting for a tool";
          case "caller" -> "waiting for the caller";
          default -> "no one spoke";
        };
    return HumanText.clock(from) + ": " + HumanText.seconds(to - from) + " of silence, " + whose;
  }

  /** Who spoke over whom, as a sentence. */
  static String overlap(JsonNode overlap) {
    double from = overlap.path("start").asDouble();
    double to = overlap.path("end").asDouble();
    return HumanText.clock(from)
        + ": "
        + (overlap.path("by").asText().equals("caller")
            ? "the caller interrupted the agent"
            : "the agent talked over the caller")
        + ", both for "
        + HumanText.seconds(to - from);
  }
}
