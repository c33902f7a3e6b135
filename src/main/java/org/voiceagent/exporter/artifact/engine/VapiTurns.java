package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.positive;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The messages of a call of Vapi that were spoken. Their times are epoch ms. */
final class VapiTurns {
  private static final Set<String> NOT_SPOKEN = Set.of("tool_calls", "tool_call_result", "system");

  private final List<JsonNode> said;

  VapiTurns(List<JsonNode> messages) {
    said = messages.stream().filter(message -> !NOT_SPOKEN.contains(role(message))).toList();
  }

  /**
   * Puts a row for each message. The report does not tell which turn a latency is of: only if there
   * is one for each answer of the assistant, it is clear.
   *
   * @param latencies the delays of the turns, in their order
   */
  void putInto(ObjectNode summary, List<JsonNode> latencies) {
    boolean isClear = latencies.size() == answers();
    int answer = 0;
    for (int i = 0; i < said.size(); i++) {
      ObjectNode row = summary.withArray("turns").addObject();
      row.put("speaker", isOfCaller(i) ? "caller" : "agent");
      put(row, "start", number(said.get(i), "time"));
      put(row, "end", number(said.get(i), "endTime"));
      if (isAnswer(i) && isClear) {
        put(row, "latency", latency(latencies.get(answer++)));
      }
    }
  }

  /** What {@code transcript.jsonl} would hold. */
  List<ObjectNode> transcript() {
    return said.stream().map(VapiTurns::line).toList();
  }

  private static ObjectNode line(JsonNode message) {
    ObjectNode line = object();
    put(line, "role", text(message, "role"));
    put(line, "started_at", number(message, "time"));
    put(line, "ended_at", number(message, "endTime"));
    put(line, "text", text(message, "message"));
    return line;
  }

  private static ObjectNode latency(JsonNode turn) {
    ObjectNode latency = object();
    put(latency, "eou_ms", positive(turn, "endpointingLatency"));
    put(latency, "stt_ms", positive(turn, "transcriberLatency"));
    put(latency, "llm_ms", positive(turn, "modelLatency"));
    put(latency, "tts_ms", positive(turn, "voiceLatency"));
    put(latency, "turn_ms", positive(turn, "turnLatency"));
    return latency;
  }

  private int answers() {
    int answers = 0;
    for (int i = 0; i < said.size(); i++) {
      answers += isAnswer(i) ? 1 : 0;
    }
    return answers;
  }

  /** Whether the assistant begins to speak after the caller did. */
  private boolean isAnswer(int i) {
    return i > 0 && isOfCaller(i - 1) && !isOfCaller(i);
  }

  private boolean isOfCaller(int i) {
    return role(said.get(i)).equals("user");
  }

  private static String role(JsonNode message) {
    return message.path("role").asText();
  }
}
