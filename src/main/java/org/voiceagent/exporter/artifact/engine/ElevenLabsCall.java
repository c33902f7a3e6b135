package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.add;
import static org.voiceagent.exporter.artifact.engine.ReportNode.count;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.mean;
import static org.voiceagent.exporter.artifact.engine.ReportNode.millis;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;
import static org.voiceagent.exporter.artifact.engine.ReportNode.unwrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A conversation of ElevenLabs Agents: the body of its {@code post_call_transcription} webhook, or
 * the conversation object itself. {@code cost} is credits and never becomes money; {@code
 * cost_fiat} and the prices of models are US dollars. Turns have whole seconds only, from which no
 * latency can be told. Read in elevenlabs 2.78.0, {@code types/get_conversation_response_model.py}
 * and those it names; the wording of {@code termination_reason} was not found in writing.
 */
final class ElevenLabsCall implements EngineReport {

  @Override
  public String fileName() {
    return "elevenlabs_post_call.json";
  }

  @Override
  public Translation translate(JsonNode report) {
    JsonNode call = unwrapped(report, "data");
    JsonNode metadata = call.path("metadata");
    List<JsonNode> said = list(call.path("transcript"));
    ObjectNode summary = object();
    summary.put("pipeline_name", text(call, "agent_name").orElse("elevenlabs"));
    summary.put("provider_id", "elevenlabs");
    put(summary, "agent_version", text(call, "version_id"));
    OptionalDouble accepted = number(metadata, "accepted_time_unix_secs");
    put(
        summary,
        "started_at",
        accepted.isPresent() ? accepted : number(metadata, "start_time_unix_secs"));
    put(summary, "duration_seconds", number(metadata, "call_duration_secs"));
    ending(call, metadata, summary);
    people(metadata.path("phone_call"), summary);
    if (metadata.at("/features_usage/voicemail_detection/used").asBoolean()) {
      summary.put("voicemail", true);
    }
    ObjectNode latency = summary.putObject("latency");
    put(latency, "llm_ms", mean(millisOf(said, "convai_llm_service_ttfb")));
    put(latency, "tts_ms", mean(millisOf(said, "convai_tts_service_ttfb")));
    said.forEach(turn -> turn(turn, summary));
    summary.put("barge_in_count", said.stream().filter(ElevenLabsCall::isCutOff).count());
    usage(metadata, summary);
    analysis(call.path("analysis"), summary);
    put(summary.withObject("business"), "csat", number(metadata.path("feedback"), "rating"));
    summary.set("tools", tools(said));
    if (metadata.path("deletion_settings") instanceof ObjectNode settings) {
      summary.set("deletion_settings", settings.deepCopy());
    }
    return new Translation(summary, transcript(said), object());
  }

  private static void ending(JsonNode call, JsonNode metadata, ObjectNode to) {
    boolean failed = text(call, "status").filter("failed"::equals).isPresent();
    if (failed || metadata.path("error").isObject()) {
      Ending.ERROR.putInto(to);
      put(to, "error_message", text(metadata.path("error"), "reason"));
      ObjectNode error = to.withArray("errors").addObject().put("component", "");
      error.put("type", metadata.path("error").path("code").asText("error"));
      return;
    }
    Optional<String> reason = text(metadata, "termination_reason");
    String words = reason.orElse("").toLowerCase(Locale.ROOT);
    if (words.contains("transfer")) {
      Ending.TRANSFERRED.putInto(to);
    } else if (text(call, "status").filter("done"::equals).isPresent()) {
      to.put("outcome", "completed");
      put(to, "end_reason", reason.map(said -> folded(words, said)));
    }
  }

  private static String folded(String words, String asWritten) {
    if (words.contains("client disconnected") || words.contains("remote party")) {
      return "caller_hangup";
    }
    if (words.contains("end_call")) {
      return "agent_hangup";
    }
    if (words.contains("silence")) {
      return "silence";
    }
    return words.contains("max") && words.contains("duration") ? "max_duration" : asWritten;
  }

  private static void people(JsonNode phone, ObjectNode to) {
    put(to, "direction", text(phone, "direction"));
    put(to, "caller_id", text(phone, "external_number"));
  }

  private static List<Double> millisOf(List<JsonNode> said, String metric) {
    return said.stream()
        .flatMapToDouble(turn -> millis(metrics(turn).path(metric), "elapsed_time").stream())
        .boxed()
        .toList();
  }

  /** Reports of before 2025-10 have the metrics of a turn one level higher. */
  private static JsonNode metrics(JsonNode turn) {
    JsonNode metrics = turn.path("conversation_turn_metrics");
    return unwrapped(metrics, "metrics");
  }

  private static void turn(JsonNode said, ObjectNode to) {
    if (text(said, "message").isEmpty()) {
      return;
    }
    ObjectNode row = to.withArray("turns").addObject();
    row.put("speaker", said.path("role").asText().equals("agent") ? "agent" : "caller");
    if (isCutOff(said)) {
      row.put("interrupted_by", "caller");
    }
    ObjectNode latency = object();
    put(latency, "llm_ms", millis(metrics(said).path("convai_llm_service_ttfb"), "elapsed_time"));
    put(latency, "tts_ms", millis(metrics(said).path("convai_tts_service_ttfb"), "elapsed_time"));
    put(row, "latency", latency);
  }

  /** Charges follow what was begun, also where the caller never heard it. */
  private static void usage(JsonNode metadata, ObjectNode to) {
    JsonNode charging = metadata.path("charging");
    ObjectNode usage = to.putObject("usage");
    put(usage, "cost_usd", number(metadata, "cost_fiat"));
    speech(charging.path("tts_usage"), "primary_tts_model", "total_characters", usage);
    speech(charging.path("asr_usage"), "asr_model", "total_audio_input_seconds", usage);
    JsonNode models = charging.path("llm_usage").path("initiated_generation").path("model_usage");
    for (Map.Entry<String, JsonNode> model : models.properties()) {
      ObjectNode counts = usage.withArray("by_model").addObject().put("model", model.getKey());
      OptionalDouble cached = number(model.getValue().path("input_cache_read"), "tokens");
      OptionalDouble written = number(model.getValue().path("input_cache_write"), "tokens");
      // Their input is what the cache did not serve; ours is all of it.
      for (OptionalDouble tokens :
          List.of(number(model.getValue().path("input"), "tokens"), cached, written)) {
        add(counts, "input_tokens", tokens);
        add(usage, "input_tokens", tokens);
      }
      count(cached, "cached_input_tokens", counts, usage);
      count(written, "cache_write_tokens", counts, usage);
      count(
          number(model.getValue().path("output_total"), "tokens"), "output_tokens", counts, usage);
      to.put("model_variant", model.getKey());
    }
    number(charging, "llm_price")
        .ifPresent(
            dollars ->
                to.withArray("cost")
                    .addObject()
                    .put("component", "llm")
                    .put("amount", ReportNode.plain(dollars))
                    .put("currency", "USD"));
    number(metadata, "cost")
        .ifPresent(
            credits ->
                to.withArray("cost")
                    .addObject()
                    .put("component", "total")
                    .put("unit", "credits")
                    .put("quantity", ReportNode.plain(credits)));
  }

  private static void speech(JsonNode from, String model, String count, ObjectNode usage) {
    OptionalDouble amount = number(from, count);
    String ours = count.equals("total_characters") ? "tts_characters" : "stt_seconds";
    if (amount.isPresent()) {
      ObjectNode counts = usage.withArray("by_model").addObject().put("provider", "elevenlabs");
      put(counts, "model", text(from, model));
      count(amount, ours, counts, usage);
    }
  }

  private static void analysis(JsonNode analysis, ObjectNode to) {
    text(analysis, "call_successful")
        .filter(said -> said.equals("success") || said.equals("failure"))
        .ifPresent(said -> to.withObject("business").put("resolved", said.equals("success")));
    for (Map.Entry<String, JsonNode> one :
        analysis.path("evaluation_criteria_results").properties()) {
      ObjectNode evaluation = to.withArray("evaluations").addObject().put("name", one.getKey());
      put(evaluation, "label", text(one.getValue(), "result"));
      put(evaluation, "score", number(one.getValue(), "score"));
      put(evaluation, "explanation", text(one.getValue(), "rationale"));
    }
  }

  private static ArrayNode tools(List<JsonNode> said) {
    ArrayNode tools = object().arrayNode();
    for (JsonNode turn : said) {
      for (JsonNode result : list(turn.path("tool_results"))) {
        ObjectNode tool = tools.addObject();
        put(tool, "name", text(result, "tool_name"));
        if (result.path("is_error").isBoolean()) {
          tool.put("status", result.path("is_error").booleanValue() ? "error" : "success");
        }
        put(tool, "duration_ms", millis(result, "tool_latency_secs"));
      }
    }
    return tools;
  }

  private static List<ObjectNode> transcript(List<JsonNode> said) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode turn : said) {
      Optional<String> message = text(turn, "message");
      if (message.isPresent()) {
        ObjectNode line = object();
        put(line, "role", text(turn, "role"));
        put(line, "text", message);
        if (isCutOff(turn)) {
          line.put("interrupted", true);
        }
        lines.add(line);
      }
    }
    return lines;
  }

  private static boolean isCutOff(JsonNode turn) {
    return turn.path("role").asText().equals("agent") && turn.path("interrupted").asBoolean();
  }
}
