package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.add;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.positive;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The output of a conversation task of Bolna, as its task manager returns it. Latencies and
 * speaking times are ms, the conversation's time seconds. Read in bolna-ai/bolna at 0292626, {@code
 * agent_manager/task_manager.py} and {@code interruption_manager.py}.
 */
final class BolnaTask implements EngineReport {

  @Override
  public String fileName() {
    return "bolna_task.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    JsonNode latencies = report.path("latency_dict");
    JsonNode turnTaking = latencies.path("interruption_stats");
    ObjectNode summary = object();
    summary.put("pipeline_name", "bolna");
    put(summary, "duration_seconds", number(report, "conversation_time"));
    ending(report, summary);
    put(summary, "barge_in_count", number(turnTaking, "user_interrupted_agent_count"));
    put(summary, "agent_interruptions", number(turnTaking, "agent_interrupted_user_count"));
    speech(turnTaking, summary);
    latency(latencies, summary.putObject("latency"));
    usage(report, latencies, summary.putObject("usage"));
    return new Translation(summary, transcript(report.path("messages")), object());
  }

  private static void ending(JsonNode report, ObjectNode to) {
    String detail = text(report, "hangup_detail").orElse("");
    if (report.path("has_transfer").asBoolean()) {
      Ending.TRANSFERRED.putInto(to);
    } else if (detail.equals("inactivity_timeout")) {
      new Ending("no_input_timeout", "silence").putInto(to);
    } else if (report.path("ended_by_assistant").isBoolean()) {
      boolean byAgent = report.path("ended_by_assistant").booleanValue();
      String whoHungUp = byAgent ? "agent_hangup" : "caller_hangup";
      new Ending("completed", detail.equals("max_duration") ? detail : whoHungUp).putInto(to);
    }
  }

  private static void speech(JsonNode turnTaking, ObjectNode to) {
    ObjectNode speech = object();
    put(speech, "agent_ms", number(turnTaking, "agent_speaking_ms"));
    put(speech, "caller_ms", number(turnTaking, "user_speaking_ms"));
    if (!speech.isEmpty()) {
      to.set("speech", speech);
    }
  }

  private static void latency(JsonNode from, ObjectNode to) {
    put(to, "turn_ms", positive(list(from.path("user_bot_latencies")), "latency_ms"));
    put(to, "llm_ms", mean(positive(llmTurns(from), "first_token_latency_ms")));
  }

  private static List<JsonNode> llmTurns(JsonNode latencies) {
    return list(latencies.path("llm_latencies").path("turn_latencies"));
  }

  private static void usage(JsonNode report, JsonNode latencies, ObjectNode to) {
    put(to, "stt_seconds", number(report, "transcriber_duration"));
    put(to, "tts_characters", number(report, "synthesizer_characters"));
    for (JsonNode turn : llmTurns(latencies)) {
      add(to, "input_tokens", number(turn, "input_tokens"));
      add(to, "cached_input_tokens", number(turn, "cached_tokens"));
      add(to, "output_tokens", number(turn, "output_tokens"));
      add(to, "reasoning_tokens", number(turn, "reasoning_tokens"));
    }
  }

  private static List<ObjectNode> transcript(JsonNode messages) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode message : list(messages)) {
      if (!message.path("role").asText().equals("system")) {
        ObjectNode line = object();
        put(line, "role", text(message, "role"));
        put(line, "text", text(message, "content"));
        lines.add(line);
      }
    }
    return lines;
  }
}
