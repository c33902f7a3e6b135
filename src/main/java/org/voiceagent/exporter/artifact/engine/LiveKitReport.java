package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.byId;
import static org.voiceagent.exporter.artifact.engine.ReportNode.epochSeconds;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.putFlag;
import static org.voiceagent.exporter.artifact.engine.ReportNode.since;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;
import static org.voiceagent.exporter.artifact.engine.ReportNode.times;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The session report of LiveKit Agents: {@code make_session_report().to_dict()} in Python, {@code
 * sessionReportToJSON} in JavaScript. Delays are seconds. Times are epoch seconds in Python; in
 * JavaScript those of items, events and the report are epoch milliseconds. Read in livekit-agents
 * 1.8.9, {@code voice/report.py}, and agents-js 1.9.0, {@code voice/report.ts}; real sessions of
 * both are among the tests.
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
    startAndEnd(report, items, summary);
    ending(report, summary);
    putFlag(summary, "simulated", report.path("simulated"));
    LiveKitTurns turns = new LiveKitTurns(messages, number(summary, "started_at"));
    turns.putInto(summary);
    summary.set("usage", LiveKitUsage.of(report.path("usage")));
    summary.set("tools", tools(items));
    errors(report, summary);
    evaluations(report, summary);
    summary.putObject("audio").put("transport", "webrtc");
    return new Translation(summary, turns.transcript(), settings(report.path("options")));
  }

  private static void labels(JsonNode report, ObjectNode to) {
    to.put("pipeline_name", text(report, "agent_name").orElse("livekit"));
    put(to, "engine_version", text(report, "sdk_version").map(v -> "livekit-agents " + v));
    // A session may use several models; the one that read most is the one that led the call.
    list(report.path("usage")).stream()
        .filter(LiveKitUsage::isOfModel)
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
  private static void startAndEnd(JsonNode report, List<JsonNode> items, ObjectNode to) {
    OptionalDouble end = closedAt(report);
    OptionalDouble start = epochSeconds(report, "started_at");
    OptionalDouble written = epochSeconds(report, "timestamp");
    OptionalDouble lasted = number(report, "duration_ms");
    if (start.isEmpty() && written.isPresent() && lasted.isPresent()) {
      start = OptionalDouble.of(written.getAsDouble() - lasted.getAsDouble() / 1000);
    }
    if (start.isEmpty()) {
      start = items.stream().flatMapToDouble(LiveKitReport::timesOf).min();
    }
    if (end.isEmpty()) {
      end = written;
    }
    put(to, "started_at", start);
    put(to, "ended_at", end);
  }

  private static DoubleStream timesOf(JsonNode item) {
    return Stream.of(
            epochSeconds(item, "created_at"),
            epochSeconds(item.path("metrics"), "started_speaking_at"))
        .flatMapToDouble(OptionalDouble::stream);
  }

  private static OptionalDouble closedAt(JsonNode report) {
    return closing(report)
        .map(event -> epochSeconds(event, "created_at"))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<JsonNode> closing(JsonNode report) {
    return list(report.path("events")).stream()
        .filter(event -> isOf(event, "close"))
        .reduce((first, last) -> last);
  }

  private static void ending(JsonNode report, ObjectNode to) {
    String reason =
        closing(report)
            .flatMap(event -> text(event, "reason"))
            .or(() -> text(report, "close_reason").map(LiveKitReport::asInEvents))
            .orElse("");
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

  /** The report itself has the reason of its close event in capitals: CR_USER_INITIATED. */
  private static String asInEvents(String reason) {
    String word = reason.startsWith("CR_") ? reason.substring(3) : reason;
    return word.toLowerCase(Locale.ROOT);
  }

  /** Faults of a part name it by their type: {@code llm_error}, {@code stt_error} and so on. */
  private static void errors(JsonNode report, ObjectNode to) {
    for (JsonNode event : list(report.path("events"))) {
      if (isOf(event, "error")) {
        ObjectNode error = to.withArray("errors").addObject();
        String kind = text(event.path("error"), "type").orElse("error");
        error.put("component", kind.endsWith("_error") ? kind.substring(0, kind.length() - 6) : "");
        JsonNode recoverable = event.path("error").path("recoverable");
        String lasting = recoverable.asBoolean() ? "recoverable" : "fatal";
        error.put("type", recoverable.isBoolean() ? lasting : "error");
      }
    }
  }

  private static void evaluations(JsonNode report, ObjectNode to) {
    for (JsonNode judged : list(report.path("evaluations"))) {
      ObjectNode evaluation = to.withArray("evaluations").addObject();
      put(evaluation, "name", text(judged, "name"));
      put(evaluation, "label", text(judged, "verdict"));
      put(evaluation, "explanation", text(judged, "reasoning"));
    }
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
          OptionalDouble seconds =
              since(epochSeconds(call, "created_at"), epochSeconds(output, "created_at"));
          put(tool, "duration_ms", times(seconds, 1000));
        }
      }
    }
    return tools;
  }

  private static ObjectNode settings(JsonNode options) {
    ObjectNode settings = object();
    if (options instanceof ObjectNode known && !known.isEmpty()) {
      settings.set("livekit", known.deepCopy());
    }
    return settings;
  }

  static boolean isOf(JsonNode node, String type) {
    return node.path("type").asText().equals(type);
  }
}
