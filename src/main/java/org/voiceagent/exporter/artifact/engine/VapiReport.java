package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.count;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.positive;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;
import static org.voiceagent.exporter.artifact.engine.ReportNode.times;
import static org.voiceagent.exporter.artifact.engine.ReportNode.unwrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The end-of-call report of Vapi: the webhook's body, or the message in it. Costs are US dollars,
 * times of messages epoch ms. Read in vapi-server-sdk 3.0.0, {@code types/}; the unit of the
 * latencies of turns is not stated there, and is taken for ms like that of the transport.
 */
final class VapiReport implements EngineReport {
  private static final Map<String, Ending> ENDINGS =
      Map.ofEntries(
          Map.entry("customer-ended-call", new Ending("completed", "caller_hangup")),
          Map.entry("assistant-ended-call", new Ending("completed", "agent_hangup")),
          Map.entry("assistant-said-end-call-phrase", new Ending("completed", "agent_hangup")),
          Map.entry("manually-canceled", new Ending("completed", "agent_hangup")),
          Map.entry("assistant-forwarded-call", Ending.TRANSFERRED),
          Map.entry("voicemail", new Ending("other", "voicemail")),
          Map.entry("silence-timed-out", new Ending("no_input_timeout", "silence")),
          Map.entry("exceeded-max-duration", new Ending("completed", "max_duration")));

  /** How reasons begin that are faults without a word that says so. */
  private static final List<String> FAULTS =
      List.of(
          "pipeline-",
          "assistant-not-",
          "assistant-request-returned-",
          "assistant-join-timed-out",
          "worker-shutdown");

  /** What becomes of the types of costs; any other is the platform's. */
  private static final Map<String, String> COMPONENTS =
      Map.of(
          "model", "llm",
          "analysis", "llm",
          "knowledge-base", "llm",
          "transcriber", "stt",
          "voice", "tts",
          "transport", "transport");

  private static final Map<String, String> DIRECTIONS =
      Map.of("inboundPhoneCall", "inbound", "outboundPhoneCall", "outbound");

  @Override
  public String fileName() {
    return "end_of_call_report.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    JsonNode message = unwrapped(report, "message");
    JsonNode artifact = message.path("artifact");
    JsonNode assistant = message.path("assistant");
    List<JsonNode> said = list(artifact.path("messages"));
    ObjectNode summary = object();
    summary.put("pipeline_name", text(assistant, "name").orElse("vapi"));
    put(summary, "provider_id", text(assistant.path("model"), "provider"));
    put(summary, "model_variant", text(assistant.path("model"), "model"));
    put(summary, "started_at", text(message, "startedAt"));
    put(summary, "ended_at", text(message, "endedAt"));
    put(summary, "duration_seconds", number(message, "durationSeconds"));
    ending(message, summary);
    put(summary, "agent_version", text(message, "assistantVersion"));
    put(summary, "direction", text(message.path("call"), "type").map(DIRECTIONS::get));
    put(summary, "caller_id", text(message.path("customer"), "number"));
    JsonNode performance = artifact.path("performanceMetrics");
    // "The assistant was interrupted" is the caller's barge-in; "the user was" is the agent's.
    put(summary, "barge_in_count", number(performance, "numAssistantInterrupted"));
    put(summary, "agent_interruptions", number(performance, "numUserInterrupted"));
    summary.set("latency", latency(performance));
    VapiTurns turns = new VapiTurns(said);
    turns.putInto(summary, list(performance.path("turnLatencies")));
    usage(message, summary);
    success(message.path("analysis"), summary);
    summary.set("tools", tools(said));
    return new Translation(summary, turns.transcript(), settings(assistant));
  }

  /** There are some 600 reasons, most of them faults of a part that they name. */
  private static void ending(JsonNode message, ObjectNode to) {
    Optional<String> reason = text(message, "endedReason");
    reason.ifPresent(
        said -> {
          Ending ending = ENDINGS.getOrDefault(said, byParts(said));
          ending.putInto(to);
          if (ending.equals(Ending.ERROR)) {
            to.put("error_message", said);
            to.withArray("errors").addObject().put("component", part(said)).put("type", said);
          }
          if (said.equals("voicemail")) {
            to.put("voicemail", true);
          }
        });
  }

  private static Ending byParts(String reason) {
    if (reason.startsWith("assistant-ended-call")) {
      return new Ending("completed", "agent_hangup");
    }
    if (reason.startsWith("customer-ended-call") || reason.contains("caller-hungup")) {
      return new Ending("abandoned", "caller_hangup");
    }
    if (reason.endsWith("-completed-call") || reason.equals("vonage-completed")) {
      return new Ending("completed", "caller_hangup");
    }
    if (reason.endsWith("hook-executed-transfer") || reason.endsWith("forwarding-phone-number")) {
      return Ending.TRANSFERRED;
    }
    boolean fault =
        FAULTS.stream().anyMatch(reason::startsWith)
            || reason.contains("error")
            || reason.contains("failed");
    return fault ? Ending.ERROR : new Ending("other", reason);
  }

  /** The part of the pipeline that a fault names, such as {@code llm}; "" if it names none. */
  private static String part(String reason) {
    if (reason.contains("-voice-")) {
      return "tts";
    }
    if (reason.contains("-transcriber-") || reason.endsWith("-transcriber-failed")) {
      return "stt";
    }
    if (reason.contains("-llm-")) {
      return "llm";
    }
    return reason.contains("transport") || reason.contains("sip") ? "transport" : "";
  }

  private static ObjectNode latency(JsonNode performance) {
    ObjectNode latency = object();
    List<JsonNode> turns = list(performance.path("turnLatencies"));
    put(latency, "turn_ms", positive(turns, "turnLatency"));
    put(latency, "end_of_turn_ms", mean(positive(turns, "endpointingLatency")));
    put(latency, "stt_ms", mean(positive(turns, "transcriberLatency")));
    put(latency, "llm_ms", mean(positive(turns, "modelLatency")));
    put(latency, "tts_ms", mean(positive(turns, "voiceLatency")));
    return latency;
  }

  private static void usage(JsonNode message, ObjectNode to) {
    ObjectNode usage = to.putObject("usage");
    put(usage, "cost_usd", number(message, "cost"));
    for (JsonNode part : list(message.path("costs"))) {
      String type = part.path("type").asText();
      switch (type) {
        case "model" -> model(part, usage);
        case "voice" -> counted(part, "voice", "tts_characters", number(part, "characters"), usage);
        case "transcriber" ->
            counted(part, type, "stt_seconds", times(number(part, "minutes"), 60), usage);
        default -> {}
      }
      cost(part, type, to);
    }
  }

  /** What a model of speech did; its part of the report has the name of its type. */
  private static void counted(
      JsonNode part, String key, String count, OptionalDouble amount, ObjectNode usage) {
    if (amount.isPresent()) {
      ObjectNode counts = usage.withArray("by_model").addObject();
      put(counts, "provider", text(part.path(key), "provider"));
      put(counts, "model", text(part.path(key), "model"));
      count(amount, count, counts, usage);
    }
  }

  private static void cost(JsonNode part, String type, ObjectNode to) {
    if (!part.path("cost").isNumber()) {
      return;
    }
    ObjectNode amount = to.withArray("cost").addObject();
    amount.put("component", COMPONENTS.getOrDefault(type, "platform"));
    JsonNode model = part.path(type.equals("voice") || type.equals("transcriber") ? type : "model");
    put(amount, "provider", text(model, "provider").or(() -> text(part, "provider")));
    put(amount, "model", text(model, "model"));
    OptionalDouble minutes = number(part, "minutes");
    OptionalDouble characters = number(part, "characters");
    if (minutes.isPresent() || characters.isPresent()) {
      amount.put("unit", minutes.isPresent() ? "minutes" : "characters");
      put(amount, "quantity", minutes.isPresent() ? minutes : characters);
    }
    put(amount, "amount", number(part, "cost"));
    amount.put("currency", "USD");
  }

  private static void model(JsonNode part, ObjectNode usage) {
    ObjectNode counts = usage.withArray("by_model").addObject();
    put(counts, "provider", text(part.path("model"), "provider"));
    put(counts, "model", text(part.path("model"), "model"));
    count(number(part, "promptTokens"), "input_tokens", counts, usage);
    count(number(part, "cachedPromptTokens"), "cached_input_tokens", counts, usage);
    count(number(part, "completionTokens"), "output_tokens", counts, usage);
    count(number(part, "reasoningTokens"), "reasoning_tokens", counts, usage);
  }

  /** Of the rubrics an operator may choose, only pass or fail says whether it was resolved. */
  private static void success(JsonNode analysis, ObjectNode to) {
    text(analysis, "successEvaluation")
        .ifPresent(
            said ->
                to.withArray("evaluations")
                    .addObject()
                    .put("name", "successEvaluation")
                    .put("label", said));
    text(analysis, "successEvaluation")
        .filter(said -> said.equals("true") || said.equals("false"))
        .ifPresent(said -> to.putObject("business").put("resolved", said.equals("true")));
  }

  private static ArrayNode tools(List<JsonNode> said) {
    ArrayNode tools = object().arrayNode();
    for (JsonNode message : said) {
      for (JsonNode call : list(message.path("toolCalls"))) {
        ObjectNode tool = tools.addObject();
        put(tool, "name", text(call.path("function"), "name"));
      }
    }
    return tools;
  }

  /** How the assistant listens and speaks; its prompts and credentials are left out. */
  private static ObjectNode settings(JsonNode assistant) {
    ObjectNode settings = object();
    ObjectNode known = object();
    for (String key :
        List.of(
            "startSpeakingPlan",
            "stopSpeakingPlan",
            "silenceTimeoutSeconds",
            "maxDurationSeconds",
            "backgroundSound",
            "firstMessageMode")) {
      if (assistant.has(key)) {
        known.set(key, assistant.get(key).deepCopy());
      }
    }
    if (!known.isEmpty()) {
      settings.set("vapi", known);
    }
    return settings;
  }
}
