package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.epochSeconds;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.positive;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;
import static org.voiceagent.exporter.artifact.engine.ReportNode.times;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The output of a conversation task of Bolna, as its task manager returns it. Latencies and
 * speaking times are ms, the conversation's time seconds. Read in bolna-ai/bolna at 0172347, {@code
 * agent_manager/task_manager.py}, {@code interruption_manager.py} and {@code enums.py}.
 */
final class BolnaTask implements EngineReport {
  /** What becomes of the details of a hang-up that are no faults. */
  private static final Map<String, Ending> ENDINGS =
      Map.of(
          "inactivity_timeout", new Ending("no_input_timeout", "silence"),
          "web_call_max_duration_reached", new Ending("completed", "max_duration"),
          "voicemail_detected", new Ending("other", "voicemail"),
          "llm_prompted_hangup", new Ending("completed", "agent_hangup"),
          "end_call_tool", new Ending("completed", "agent_hangup"));

  @Override
  public String fileName() {
    return "bolna_task.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    JsonNode latencies = report.path("latency_dict");
    JsonNode progress = report.path("progression_data");
    JsonNode turnTaking = latencies.path("interruption_stats");
    // The copy in the progression keeps what the other one is stripped of, such as tokens.
    List<JsonNode> llmTurns =
        rows(progress.path("llm_latencies"), latencies.path("llm_latencies"), "turn_latencies");
    List<JsonNode> answers = rows(progress, latencies, "user_bot_latencies");
    ObjectNode summary = object();
    summary.put("pipeline_name", "bolna");
    put(summary, "model_variant", first(llmTurns, "model"));
    put(summary, "started_at", epochSeconds(progress, "call_start_epoch_ms"));
    put(summary, "duration_seconds", number(report, "conversation_time"));
    ending(report, summary);
    if (progress.path("voicemail_detected").asBoolean()) {
      summary.put("voicemail", true);
    }
    put(summary, "barge_in_count", number(turnTaking, "user_interrupted_agent_count"));
    put(summary, "agent_interruptions", number(turnTaking, "agent_interrupted_user_count"));
    speech(turnTaking, summary);
    List<ObjectNode> said = transcript(report.path("messages"));
    turns(answers, said, summary);
    latency(answers, llmTurns, progress, summary);
    usage(report, llmTurns, summary.putObject("usage"));
    errors(progress, summary);
    summary.set("tools", tools(report.path("function_tool_api_call_details")));
    return new Translation(summary, said, object());
  }

  private static List<JsonNode> rows(JsonNode better, JsonNode other, String key) {
    List<JsonNode> rows = list(better.path(key));
    return rows.isEmpty() ? list(other.path(key)) : rows;
  }

  private static Optional<String> first(List<JsonNode> rows, String key) {
    return rows.stream().flatMap(row -> text(row, key).stream()).findFirst();
  }

  private static void ending(JsonNode report, ObjectNode to) {
    String detail = text(report, "hangup_detail").orElse("");
    if (report.path("has_transfer").asBoolean()) {
      Ending.TRANSFERRED.putInto(to);
    } else if (detail.endsWith("_error")) {
      Ending.ERROR.putInto(to);
      to.put("error_message", detail);
    } else if (ENDINGS.containsKey(detail)) {
      ENDINGS.get(detail).putInto(to);
    } else if (report.path("ended_by_assistant").isBoolean()) {
      boolean byAgent = report.path("ended_by_assistant").booleanValue();
      new Ending("completed", byAgent ? "agent_hangup" : "caller_hangup").putInto(to);
    }
  }

  private static void speech(JsonNode turnTaking, ObjectNode to) {
    ObjectNode speech = object();
    put(speech, "agent_ms", number(turnTaking, "agent_speaking_ms"));
    put(speech, "caller_ms", number(turnTaking, "user_speaking_ms"));
    put(to, "speech", speech);
  }

  /**
   * The answers to the caller, which are not all turns: the greeting and fillers are missing, so
   * the number of turns is that of the messages, and no row of the agent has an end. Times are ms
   * since the conversation's start.
   */
  private static void turns(List<JsonNode> answers, List<ObjectNode> said, ObjectNode to) {
    if (answers.isEmpty()) {
      return;
    }
    to.put("turns", speakerChanges(said));
    for (JsonNode answer : answers) {
      ObjectNode caller = to.withArray("turn_rows").addObject().put("speaker", "caller");
      put(caller, "start", times(number(answer, "user_start_ms"), 0.001));
      put(caller, "end", times(number(answer, "user_end_ms"), 0.001));
      ObjectNode agent = to.withArray("turn_rows").addObject().put("speaker", "agent");
      put(agent, "start", times(number(answer, "agent_start_ms"), 0.001));
      ObjectNode latency = object();
      put(latency, "turn_ms", positive(answer, "latency_ms"));
      put(agent, "latency", latency);
    }
  }

  private static long speakerChanges(List<ObjectNode> said) {
    String before = "";
    long changes = 0;
    for (ObjectNode line : said) {
      String role = line.path("role").asText();
      if (role.equals("user") || role.equals("assistant")) {
        changes += role.equals(before) ? 0 : 1;
        before = role;
      }
    }
    return changes;
  }

  private static void latency(
      List<JsonNode> answers, List<JsonNode> llmTurns, JsonNode progress, ObjectNode to) {
    ObjectNode latency = to.putObject("latency");
    put(latency, "turn_ms", positive(answers, "latency_ms"));
    put(latency, "llm_ms", mean(positive(llmTurns, "first_token_latency_ms")));
    List<JsonNode> spoken = list(progress.path("synthesizer_latencies").path("turn_latencies"));
    put(latency, "tts_ms", mean(positive(spoken, "first_result_latency_ms")));
    put(latency, "first_audio_ms", positive(progress, "welcome_message_played_ts"));
  }

  private static void usage(JsonNode report, List<JsonNode> llmTurns, ObjectNode to) {
    put(to, "stt_seconds", number(report, "transcriber_duration"));
    put(to, "tts_characters", number(report, "synthesizer_characters"));
    Map<String, ObjectNode> byModel = new LinkedHashMap<>();
    for (JsonNode turn : llmTurns) {
      ObjectNode counts = byModel.computeIfAbsent(text(turn, "model").orElse(""), name -> object());
      add(counts, to, "input_tokens", number(turn, "input_tokens"));
      add(counts, to, "cached_input_tokens", number(turn, "cached_tokens"));
      add(counts, to, "output_tokens", number(turn, "output_tokens"));
      add(counts, to, "reasoning_tokens", number(turn, "reasoning_tokens"));
    }
    byModel.forEach(
        (model, counts) -> {
          if (!counts.isEmpty() && !model.isEmpty()) {
            to.withArray("by_model").add(counts.put("model", model));
          }
        });
  }

  private static void add(ObjectNode ofModel, ObjectNode ofCall, String key, OptionalDouble value) {
    ReportNode.add(ofModel, key, value);
    ReportNode.add(ofCall, key, value);
  }

  private static void errors(JsonNode progress, ObjectNode to) {
    errors(list(progress.path("non_fatal_llm_error_events")), "llm", to);
    errors(list(progress.path("transcriber_error_events")), "stt", to);
  }

  private static void errors(List<JsonNode> events, String component, ObjectNode to) {
    for (JsonNode event : events) {
      ObjectNode error = to.withArray("errors").addObject().put("component", component);
      error.put("type", text(event, "event").orElse("error"));
    }
  }

  private static ArrayNode tools(JsonNode calls) {
    ArrayNode tools = object().arrayNode();
    for (JsonNode call : list(calls)) {
      ObjectNode tool = tools.addObject();
      put(tool, "name", text(call, "tool_name"));
      put(tool, "status", text(call, "status"));
    }
    return tools;
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
