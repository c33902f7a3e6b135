package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.AnswerWait;
import org.voiceagent.exporter.call.CallTimeline;
import org.voiceagent.exporter.call.Facts;

/** What the page of one call shows beyond its facts and its advice, as JSON trees. */
final class CallDetails {
  private CallDetails() {}

  /** Who spoke when, in seconds since the call's start. */
  static ObjectNode timeline(CallTimeline timeline) {
    ObjectNode node = Json.object();
    node.put(
        "basis",
        switch (timeline.basis()) {
          case MEASURED -> "measured";
          case ESTIMATED -> "estimated";
          case NONE -> "none";
        });
    node.set("seconds", rounded(timeline.seconds()));
    ArrayNode spans = node.putArray("spans");
    for (CallTimeline.Span span : timeline.spans()) {
      ObjectNode one = spans.addObject().put("speaker", span.speaker().label());
      one.set("start", rounded(span.start()));
      one.set("end", rounded(span.end()));
      if (!span.startKnown() || !span.endKnown()) {
        one.put("estimated", true);
      }
      if (span.cutOff()) {
        one.put("interrupted", true);
      }
      span.turn().ifPresent(turn -> one.put("turn", turn));
      span.sentiment().ifPresent(score -> one.set("sentiment", rounded(score)));
    }
    ArrayNode silences = node.putArray("silences");
    for (CallTimeline.Silence silence : timeline.silences()) {
      ObjectNode one = silences.addObject();
      one.set("start", rounded(silence.start()));
      one.set("end", rounded(silence.end()));
      silence.waitedFor().ifPresent(speaker -> one.put("waited_for", speaker.label()));
    }
    ArrayNode overlaps = node.putArray("overlaps");
    for (CallTimeline.Overlap overlap : timeline.overlaps()) {
      ObjectNode one = overlaps.addObject();
      one.set("start", rounded(overlap.start()));
      one.set("end", rounded(overlap.end()));
      one.put("by", overlap.by().label());
    }
    return node;
  }

  /** What each answer's wait consisted of, and the means. */
  static ObjectNode waits(Facts facts) {
    ObjectNode node = Json.object();
    ArrayNode answers = node.putArray("answers");
    AnswerWait.of(facts).forEach(wait -> answers.add(wait(wait)));
    AnswerWait.mean(facts).ifPresent(mean -> node.set("mean", wait(mean)));
    return node;
  }

  private static ObjectNode wait(AnswerWait wait) {
    ObjectNode node = Json.object();
    put(node, "total_ms", wait.totalMs());
    put(node, "eou_ms", wait.eouMs());
    put(node, "stt_ms", wait.sttMs());
    put(node, "llm_ms", wait.llmMs());
    put(node, "tts_ms", wait.ttsMs());
    put(node, "unattributed_ms", wait.unattributedMs());
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalDouble ms) {
    ms.ifPresent(value -> node.set(name, rounded(value)));
  }

  private static JsonNode rounded(double value) {
    return Json.number(Math.round(value * 1_000) / 1_000.0);
  }
}
