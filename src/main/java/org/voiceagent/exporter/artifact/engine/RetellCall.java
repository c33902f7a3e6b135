package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.byId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A call of Retell: the body of its {@code call_ended} or {@code call_analyzed} webhook, or the
 * call object itself. Latencies are ms, times epoch ms, costs cents, and the times of words seconds
 * since the start. Read in retell-sdk 6.2.13, {@code types/phone_call_response.py}.
 */
final class RetellCall implements EngineReport {

  /** What becomes of the reasons that say more than that something failed. */
  private static final Map<String, Ending> ENDINGS =
      Map.ofEntries(
          Map.entry("user_hangup", new Ending("completed", "caller_hangup")),
          Map.entry("user_requested_dnc", new Ending("completed", "caller_hangup")),
          Map.entry("user_requested_callback", new Ending("completed", "caller_hangup")),
          Map.entry("agent_hangup", new Ending("completed", "agent_hangup")),
          Map.entry("manual_stopped", new Ending("completed", "agent_hangup")),
          Map.entry("call_transfer", Ending.TRANSFERRED),
          Map.entry("transfer_bridged", Ending.TRANSFERRED),
          Map.entry("call_take_over", Ending.TRANSFERRED),
          Map.entry("voicemail_reached", new Ending("other", "voicemail")),
          Map.entry("inactivity", new Ending("no_input_timeout", "silence")),
          Map.entry("max_duration_reached", new Ending("completed", "max_duration")));

  /** Reasons that are faults without a word that says so. */
  private static final Set<String> FAULTS =
      Set.of(
          "dial_failed", "telephony_provider_unavailable", "telephony_provider_permission_denied");

  /** How the products that are language models begin. */
  private static final List<String> MODELS = List.of("gpt", "claude", "gemini", "llm", "openai");

  @Override
  public String fileName() {
    return "retell_call.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    JsonNode call = unwrapped(report, "call");
    ObjectNode summary = object();
    summary.put("pipeline_name", text(call, "agent_name").orElse("retell"));
    summary.put("provider_id", "retell");
    OptionalDouble version = number(call, "agent_version");
    version.ifPresent(number -> summary.put("agent_version", ReportNode.plain(number).toString()));
    put(summary, "started_at", number(call, "start_timestamp"));
    put(summary, "ended_at", number(call, "end_timestamp"));
    put(summary, "duration_ms", number(call, "duration_ms"));
    ending(call, summary);
    people(call, summary);
    summary.set("latency", latency(call.path("latency")));
    cost(call.path("call_cost"), summary);
    analysis(call.path("call_analysis"), summary);
    turns(call, summary);
    summary.set("tools", tools(call.path("transcript_with_tool_calls")));
    return new Translation(summary, transcript(call), object());
  }

  private static void ending(JsonNode call, ObjectNode to) {
    Optional<String> reason = text(call, "disconnection_reason");
    reason.ifPresent(
        said -> {
          Ending usual = isFault(said) ? Ending.ERROR : new Ending("other", said);
          ENDINGS.getOrDefault(said, usual).putInto(to);
        });
    if (reason.isEmpty() && text(call, "call_status").filter("error"::equals).isPresent()) {
      to.put("outcome", "error");
    }
  }

  private static boolean isFault(String reason) {
    return reason.contains("error") || FAULTS.contains(reason);
  }

  private static void people(JsonNode call, ObjectNode to) {
    Optional<String> direction = text(call, "direction");
    put(to, "direction", direction);
    boolean outbound = direction.filter("outbound"::equals).isPresent();
    put(to, "caller_id", text(call, outbound ? "to_number" : "from_number"));
  }

  private static ObjectNode latency(JsonNode from) {
    ObjectNode latency = object();
    List<Double> turns = positive(from.path("e2e").path("values"));
    put(latency, "turn_ms", turns);
    if (turns.isEmpty()) {
      put(latency, "max_turn_ms", number(from.path("e2e"), "max"));
      put(latency, "p95_turn_ms", number(from.path("e2e"), "p95"));
    }
    put(latency, "stt_ms", mean(positive(from.path("asr").path("values"))));
    put(latency, "llm_ms", mean(positive(from.path("llm").path("values"))));
    put(latency, "tts_ms", mean(positive(from.path("tts").path("values"))));
    return latency;
  }

  private static void cost(JsonNode cost, ObjectNode to) {
    OptionalDouble dollars = times(number(cost, "combined_cost"), 0.01);
    if (dollars.isPresent()) {
      put(to.putObject("usage"), "cost_usd", dollars);
    }
    for (JsonNode product : list(cost.path("product_costs"))) {
      ObjectNode part = to.withArray("cost").addObject();
      Optional<String> name = text(product, "product");
      part.put("component", component(name.orElse("")));
      put(part, "model", name);
      put(part, "amount", times(number(product, "cost"), 0.01));
      part.put("currency", "USD");
    }
  }

  /** What a product is by its name: {@code elevenlabs_tts} speaks, {@code gpt_4_1} thinks. */
  private static String component(String product) {
    if (product.endsWith("_tts")) {
      return "tts";
    }
    if (product.endsWith("_stt") || product.endsWith("_asr")) {
      return "stt";
    }
    if (product.contains("telephony") || product.contains("phone_call")) {
      return "transport";
    }
    return MODELS.stream().anyMatch(product::startsWith) ? "llm" : "platform";
  }

  private static void analysis(JsonNode analysis, ObjectNode to) {
    put(to, "sentiment", text(analysis, "user_sentiment"));
    if (analysis.path("call_successful").isBoolean()) {
      to.putObject("business").put("resolved", analysis.path("call_successful").booleanValue());
    }
    if (analysis.path("in_voicemail").isBoolean()) {
      to.put("voicemail", analysis.path("in_voicemail").booleanValue());
    }
  }

  private static ArrayNode tools(JsonNode woven) {
    ArrayNode tools = object().arrayNode();
    List<JsonNode> said = list(woven);
    Map<String, JsonNode> results =
        byId(said.stream().filter(one -> isOf(one, "tool_call_result")), "tool_call_id");
    for (JsonNode call : said) {
      if (isOf(call, "tool_call_invocation")) {
        ObjectNode tool = tools.addObject();
        put(tool, "name", text(call, "name"));
        JsonNode result = results.get(call.path("tool_call_id").asText());
        if (result != null && result.path("successful").isBoolean()) {
          tool.put("status", result.path("successful").booleanValue() ? "success" : "error");
        }
      }
    }
    return tools;
  }

  private static boolean isOf(JsonNode said, String role) {
    return said.path("role").asText().equals(role);
  }

  /** When each side spoke; the delays of turns are told without saying of which turn. */
  private static void turns(JsonNode call, ObjectNode to) {
    for (JsonNode utterance : list(call.path("transcript_object"))) {
      if (isOf(utterance, "agent") || isOf(utterance, "user")) {
        ObjectNode row = to.withArray("turns").addObject();
        row.put("speaker", isOf(utterance, "agent") ? "agent" : "caller");
        List<JsonNode> words = list(utterance.path("words"));
        if (!words.isEmpty()) {
          put(row, "start", number(words.get(0), "start"));
          put(row, "end", number(words.get(words.size() - 1), "end"));
        }
      }
    }
  }

  /** What a transferred call's new partner says is not the caller's nor the agent's. */
  private static List<ObjectNode> transcript(JsonNode call) {
    List<ObjectNode> lines = new ArrayList<>();
    OptionalDouble start = number(call, "start_timestamp");
    for (JsonNode utterance : list(call.path("transcript_object"))) {
      if (!isOf(utterance, "transfer_target")) {
        ObjectNode line = object();
        put(line, "role", text(utterance, "role"));
        List<JsonNode> words = list(utterance.path("words"));
        if (start.isPresent() && !words.isEmpty()) {
          put(line, "started_at", at(start.getAsDouble(), words.get(0), "start"));
          put(line, "ended_at", at(start.getAsDouble(), words.get(words.size() - 1), "end"));
        }
        put(line, "text", text(utterance, "content"));
        lines.add(line);
      }
    }
    return lines;
  }

  private static OptionalDouble at(double startMs, JsonNode word, String end) {
    OptionalDouble seconds = number(word, end);
    return seconds.isPresent()
        ? OptionalDouble.of(startMs + 1000 * seconds.getAsDouble())
        : seconds;
  }
}
