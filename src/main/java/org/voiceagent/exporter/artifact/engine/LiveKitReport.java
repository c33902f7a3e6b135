package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.add;
import static org.voiceagent.exporter.artifact.engine.ReportNode.byId;
import static org.voiceagent.exporter.artifact.engine.ReportNode.count;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.millis;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.plain;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The session report of LiveKit Agents, as {@code make_session_report().to_dict()} gives it. Times
 * are epoch seconds and delays seconds. Read in livekit-agents 1.8.9, {@code voice/report.py}; a
 * real session of that version is among the tests.
 */
final class LiveKitReport implements EngineReport {

  @Override
  public String fileName() {
    return "session_report.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    List<JsonNode> items = list(report.path("chat_history").path("items"));
    List<JsonNode> messages = items.stream().filter(item -> isOf(item, "message")).toList();
    ObjectNode summary = object();
    labels(report, summary);
    times(report, items, summary);
    ending(report, summary);
    summary.put("barge_in_count", messages.stream().filter(LiveKitReport::isCutOff).count());
    summary.set("latency", latency(messages));
    summary.set("usage", usage(report.path("usage")));
    summary.set("tools", tools(items));
    summary.putObject("audio").put("transport", "webrtc");
    return new Translation(summary, transcript(messages), settings(report.path("options")));
  }

  private static void labels(JsonNode report, ObjectNode to) {
    to.put("pipeline_name", text(report, "agent_name").orElse("livekit"));
    put(to, "engine_version", text(report, "sdk_version").map(v -> "livekit-agents " + v));
    // A session may use several models; the one that read most is the one that led the call.
    list(report.path("usage")).stream()
        .filter(LiveKitReport::isOfModel)
        .max((a, b) -> Double.compare(inputTokens(a), inputTokens(b)))
        .ifPresent(
            row -> {
              put(to, "provider_id", text(row, "provider"));
              put(to, "model_variant", text(row, "model"));
            });
  }

  private static double inputTokens(JsonNode row) {
    return number(row, "input_tokens").orElse(0);
  }

  /** Reports of before 1.8 have neither start nor duration; then the items' own times tell both. */
  private static void times(JsonNode report, List<JsonNode> items, ObjectNode to) {
    OptionalDouble end = closedAt(report);
    OptionalDouble start = number(report, "started_at");
    OptionalDouble written = number(report, "timestamp");
    OptionalDouble lasted = number(report, "duration_ms");
    if (start.isEmpty() && written.isPresent() && lasted.isPresent()) {
      start = OptionalDouble.of(written.getAsDouble() - lasted.getAsDouble() / 1000);
    }
    if (start.isEmpty()) {
      start = items.stream().flatMapToDouble(item -> number(item, "created_at").stream()).min();
    }
    if (end.isEmpty()) {
      end = written;
    }
    put(to, "started_at", start);
    put(to, "ended_at", end);
  }

  private static OptionalDouble closedAt(JsonNode report) {
    return closing(report).map(event -> number(event, "created_at")).orElse(OptionalDouble.empty());
  }

  private static Optional<JsonNode> closing(JsonNode report) {
    return list(report.path("events")).stream()
        .filter(event -> isOf(event, "close"))
        .reduce((first, last) -> last);
  }

  private static void ending(JsonNode report, ObjectNode to) {
    String reason = closing(report).flatMap(event -> text(event, "reason")).orElse("");
    switch (reason) {
      case "" -> {}
      case "error" -> Ending.ERROR.putInto(to);
      case "participant_disconnected" -> new Ending("completed", "caller_hangup").putInto(to);
      case "user_initiated", "task_completed" ->
          new Ending("completed", "agent_hangup").putInto(to);
      case "job_shutdown" -> new Ending("completed", reason).putInto(to);
      default -> to.put("end_reason", reason);
    }
    Optional<String> outcome = text(report, "outcome");
    if (outcome.filter(said -> said.equals("success") || said.equals("fail")).isPresent()) {
      to.putObject("business").put("resolved", outcome.get().equals("success"));
    }
  }

  private static ObjectNode latency(List<JsonNode> messages) {
    ObjectNode latency = object();
    put(latency, "turn_ms", millisOf(messages, "assistant", "e2e_latency"));
    put(latency, "end_of_turn_ms", mean(millisOf(messages, "user", "end_of_turn_delay")));
    put(latency, "stt_ms", mean(millisOf(messages, "user", "transcription_delay")));
    put(latency, "llm_ms", mean(millisOf(messages, "assistant", "llm_node_ttft")));
    put(latency, "tts_ms", mean(millisOf(messages, "assistant", "tts_node_ttfb")));
    return latency;
  }

  private static List<Double> millisOf(List<JsonNode> messages, String role, String key) {
    return messages.stream()
        .filter(message -> message.path("role").asText().equals(role))
        .flatMapToDouble(message -> millis(message.path("metrics"), key).stream())
        .boxed()
        .toList();
  }

  /**
   * Rows of before 1.8 have no type, so the kind shows by the keys; counts of 0 are left out of a
   * row, so that what is absent there is 0.
   */
  private static ObjectNode usage(JsonNode rows) {
    ObjectNode usage = object();
    ArrayNode byModel = object().arrayNode();
    for (JsonNode row : list(rows)) {
      if (isOfModel(row)) {
        ObjectNode counts = object();
        put(counts, "provider", text(row, "provider"));
        put(counts, "model", text(row, "model"));
        count(counted(row, "input_tokens"), "input_tokens", counts, usage);
        count(counted(row, "input_cached_tokens"), "cached_input_tokens", counts, usage);
        count(counted(row, "input_cache_creation_tokens"), "cache_write_tokens", counts, usage);
        count(counted(row, "output_tokens"), "output_tokens", counts, usage);
        count(counted(row, "output_reasoning_tokens"), "reasoning_tokens", counts, usage);
        count(counted(row, "input_audio_tokens"), "audio_input_tokens", counts, usage);
        count(counted(row, "output_audio_tokens"), "audio_output_tokens", counts, usage);
        byModel.add(counts);
      } else if (row.has("characters_count")) {
        add(usage, "tts_characters", counted(row, "characters_count"));
      } else if (isOf(row, "stt_usage") || !row.has("type")) {
        add(usage, "stt_seconds", counted(row, "audio_duration"));
      }
    }
    if (!byModel.isEmpty()) {
      usage.set("by_model", byModel);
    }
    return usage;
  }

  private static boolean isOfModel(JsonNode row) {
    return row.has("type")
        ? isOf(row, "llm_usage")
        : row.has("input_tokens") && !row.has("characters_count") && !row.has("audio_duration");
  }

  private static OptionalDouble counted(JsonNode row, String key) {
    return OptionalDouble.of(number(row, key).orElse(0));
  }

  private static ArrayNode tools(List<JsonNode> items) {
    ArrayNode tools = object().arrayNode();
    Map<String, JsonNode> outputs =
        byId(items.stream().filter(item -> isOf(item, "function_call_output")), "call_id");
    for (JsonNode call : items) {
      if (isOf(call, "function_call")) {
        ObjectNode tool = tools.addObject();
        put(tool, "name", text(call, "name"));
        JsonNode output = outputs.get(call.path("call_id").asText());
        if (output != null) {
          tool.put("status", output.path("is_error").asBoolean() ? "error" : "success");
          OptionalDouble began = number(call, "created_at");
          number(output, "created_at").stream()
              .filter(end -> began.isPresent())
              .map(end -> 1000 * (end - began.getAsDouble()))
              .forEach(lasted -> tool.put("duration_ms", plain(lasted)));
        }
      }
    }
    return tools;
  }

  private static List<ObjectNode> transcript(List<JsonNode> messages) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode message : messages) {
      JsonNode metrics = message.path("metrics");
      ObjectNode line = object();
      put(line, "role", text(message, "role"));
      put(line, "started_at", number(metrics, "started_speaking_at"));
      put(line, "ended_at", number(metrics, "stopped_speaking_at"));
      if (!line.has("started_at")) {
        put(line, "ts", number(message, "created_at"));
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

  private static ObjectNode settings(JsonNode options) {
    ObjectNode settings = object();
    if (options instanceof ObjectNode known && !known.isEmpty()) {
      settings.set("livekit", known.deepCopy());
    }
    return settings;
  }

  private static boolean isCutOff(JsonNode message) {
    return message.path("role").asText().equals("assistant")
        && message.path("interrupted").asBoolean();
  }

  private static boolean isOf(JsonNode node, String type) {
    return node.path("type").asText().equals(type);
  }
}
