package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Turns a summary that is by the book into what careless engines write instead. */
final class SummaryDialect {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private static final List<String> GROUPS =
      List.of("streaming", "latency", "audio", "usage", "cache", "quality", "business");

  /** Other names under which engines write what the contract calls by the first. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("call_uuid", "call_id"),
          Map.entry("pipeline_name", "pipeline"),
          Map.entry("provider_id", "provider"),
          Map.entry("model_variant", "llm_model"),
          Map.entry("started_at", "start_time"),
          Map.entry("ended_at", "end_time"),
          Map.entry("duration_seconds", "duration"),
          Map.entry("outcome", "call_outcome"),
          Map.entry("turns", "total_turns"),
          Map.entry("sentiment_score", "sentiment"),
          Map.entry("jitter_low_watermark_hits", "low_watermark_events"),
          Map.entry("underflow_events", "underflows"),
          Map.entry("fallback_count", "streaming_fallback_count"),
          Map.entry("fallback_reasons", "last_streaming_error"),
          Map.entry("turn_ms", "turn_latencies_ms"),
          Map.entry("avg_turn_ms", "avg_turn_latency_ms"),
          Map.entry("max_turn_ms", "max_turn_latency_ms"),
          Map.entry("transport", "audio_transport"),
          Map.entry("hits", "cache_hits"),
          Map.entry("misses", "cache_misses"));

  private SummaryDialect() {}

  /** The text of {@code metrics.json} as an engine of this style writes it. */
  static String text(ObjectNode summary, WritingStyle style) {
    ObjectNode spoken =
        switch (style) {
          case FLAT_ALIASES -> flat(summary);
          case OTHER_UNITS -> otherUnits(summary.deepCopy());
          case NAIVE_TIMES -> naive(summary.deepCopy());
          case NOT_A_NUMBER -> unmeasured(summary.deepCopy());
          default -> summary;
        };
    try {
      boolean compact = style == WritingStyle.FLAT_ALIASES || style == WritingStyle.NOT_A_NUMBER;
      return (compact ? JSON.writeValueAsString(spoken) : PRETTY.writeValueAsString(spoken)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  private static ObjectNode flat(ObjectNode summary) {
    ObjectNode flat = JSON.createObjectNode();
    summary
        .properties()
        .forEach(
            entry -> {
              if (GROUPS.contains(entry.getKey())) {
                entry.getValue().properties().forEach(below -> rename(flat, below));
              } else {
                rename(flat, entry);
              }
            });
    flat.remove("schema_version");
    flat.put("start_time", BigDecimal.valueOf(epochMillis(flat, "start_time"), 3));
    flat.put("end_time", epochMillis(flat, "end_time"));
    flat.put("duration", flat.path("duration").asText());
    JsonNode score = flat.path("sentiment");
    if (score.isNumber()) {
      flat.putObject("sentiment").set("score", score);
    }
    flat.put(
        "audio_transport",
        flat.path("audio_transport").asText().equals("externalmedia") ? "rtp" : "tcp");
    flat.put("codec_alignment_ok", flat.path("codec_alignment_ok").asBoolean() ? 1 : 0);
    return flat;
  }

  private static void rename(ObjectNode flat, Map.Entry<String, JsonNode> entry) {
    String name = ALIASES.getOrDefault(entry.getKey(), entry.getKey());
    JsonNode value = entry.getValue();
    if (name.equals("last_streaming_error")) {
      // The engine remembers only the last one.
      flat.set(name, value.isEmpty() ? JSON.nullNode() : value.get(value.size() - 1));
    } else {
      flat.set(name, value);
    }
  }

  private static long epochMillis(ObjectNode json, String name) {
    return Instant.parse(json.path(name).asText()).toEpochMilli();
  }

  private static ObjectNode otherUnits(ObjectNode summary) {
    long millis = Math.round(summary.remove("duration_seconds").asDouble() * 1000);
    summary.put("duration_ms", millis);
    if (summary.get("latency") instanceof ObjectNode latency) {
      for (String name : List.of("avg_turn", "max_turn", "p95_turn", "stt", "llm", "tts")) {
        JsonNode value = latency.remove(name + "_ms");
        if (value != null) {
          latency.put(name + "_s", value.asDouble() / 1000);
        }
      }
      if (latency.remove("turn_ms") instanceof ArrayNode responses) {
        ArrayNode seconds = latency.putArray("turn_seconds");
        responses.forEach(value -> seconds.add(value.asDouble() / 1000));
      }
    }
    return summary;
  }

  private static ObjectNode naive(ObjectNode summary) {
    for (String name : List.of("started_at", "ended_at")) {
      summary.put(name, summary.path(name).asText().replace("Z", ""));
    }
    return summary;
  }

  private static ObjectNode unmeasured(ObjectNode summary) {
    summary.put("sentiment_score", Double.NaN);
    if (summary.get("usage") instanceof ObjectNode usage) {
      usage.put("cost_usd", Double.POSITIVE_INFINITY);
    }
    if (summary.get("latency") instanceof ObjectNode latency) {
      latency.put("stt_ms", -1).put("tts_ms", 0.0);
    }
    if (summary.get("streaming") instanceof ObjectNode streaming) {
      streaming.put("first_frame_ms", -1).put("jitter_buffer_depth_max", Double.NaN);
    }
    return summary;
  }
}
