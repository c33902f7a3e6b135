package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.epochSeconds;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.millis;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.since;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;
import static org.voiceagent.exporter.artifact.engine.ReportNode.times;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The messages of a session of LiveKit Agents, each with its times and delays. */
final class LiveKitTurns {
  private final List<JsonNode> messages;
  private final OptionalDouble startedAt;

  /**
   * @param messages the messages among the items of the chat history
   * @param startedAt when the session began, in epoch seconds
   */
  LiveKitTurns(List<JsonNode> messages, OptionalDouble startedAt) {
    this.messages = messages;
    this.startedAt = startedAt;
  }

  /** Puts what was measured of the turns. */
  void putInto(ObjectNode summary) {
    summary.put("barge_in_count", messages.stream().filter(LiveKitTurns::isCutOff).count());
    summary.set("latency", latency());
    messages.stream().filter(LiveKitTurns::isSpoken).forEach(said -> row(said, summary));
  }

  private void row(JsonNode message, ObjectNode to) {
    JsonNode metrics = message.path("metrics");
    ObjectNode row = to.withArray("turns").addObject();
    row.put("speaker", isOfAgent(message) ? "agent" : "caller");
    put(row, "start", since(startedAt, epochSeconds(metrics, "started_speaking_at")));
    put(row, "end", since(startedAt, epochSeconds(metrics, "stopped_speaking_at")));
    if (isCutOff(message)) {
      row.put("interrupted_by", "caller");
    }
    ObjectNode latency = object();
    put(latency, "eou_ms", millis(metrics, "end_of_turn_delay"));
    put(latency, "stt_ms", millis(metrics, "transcription_delay"));
    put(latency, "llm_ms", millis(metrics, "llm_node_ttft"));
    put(latency, "tts_ms", millis(metrics, "tts_node_ttfb"));
    put(latency, "turn_ms", millis(metrics, "e2e_latency"));
    put(row, "latency", latency);
  }

  private ObjectNode latency() {
    ObjectNode latency = object();
    put(latency, "turn_ms", millisOf("assistant", "e2e_latency"));
    put(latency, "end_of_turn_ms", mean(millisOf("user", "end_of_turn_delay")));
    put(latency, "stt_ms", mean(millisOf("user", "transcription_delay")));
    put(latency, "llm_ms", mean(millisOf("assistant", "llm_node_ttft")));
    put(latency, "tts_ms", mean(millisOf("assistant", "tts_node_ttfb")));
    put(latency, "first_audio_ms", times(firstAudioSeconds(), 1000));
    return latency;
  }

  private OptionalDouble firstAudioSeconds() {
    OptionalDouble first =
        messages.stream()
            .filter(LiveKitTurns::isOfAgent)
            .flatMapToDouble(
                said -> epochSeconds(said.path("metrics"), "started_speaking_at").stream())
            .min();
    return since(startedAt, first);
  }

  private List<Double> millisOf(String role, String key) {
    return messages.stream()
        .filter(message -> isBy(message, role))
        .flatMapToDouble(message -> millis(message.path("metrics"), key).stream())
        .boxed()
        .toList();
  }

  /** What {@code transcript.jsonl} would hold. */
  List<ObjectNode> transcript() {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode message : messages) {
      JsonNode metrics = message.path("metrics");
      ObjectNode line = object();
      put(line, "role", text(message, "role"));
      put(line, "started_at", epochSeconds(metrics, "started_speaking_at"));
      put(line, "ended_at", epochSeconds(metrics, "stopped_speaking_at"));
      if (!line.has("started_at")) {
        put(line, "ts", epochSeconds(message, "created_at"));
      }
      line.put("text", said(message.path("content")));
      put(line, "latency_ms", millis(metrics, "e2e_latency"));
      if (isCutOff(message)) {
        line.put("interrupted", true);
      }
      lines.add(line);
    }
    return lines;
  }

  /** The texts among a message's parts; the others are pictures and sound. */
  private static String said(JsonNode content) {
    List<String> parts = new ArrayList<>();
    list(content).stream().filter(JsonNode::isTextual).forEach(part -> parts.add(part.asText()));
    return String.join(" ", parts).strip();
  }

  private static boolean isSpoken(JsonNode message) {
    return isOfAgent(message) || isBy(message, "user");
  }

  private static boolean isOfAgent(JsonNode message) {
    return isBy(message, "assistant");
  }

  private static boolean isBy(JsonNode message, String role) {
    return message.path("role").asText().equals(role);
  }

  private static boolean isCutOff(JsonNode message) {
    return isOfAgent(message) && message.path("interrupted").asBoolean();
  }
}
