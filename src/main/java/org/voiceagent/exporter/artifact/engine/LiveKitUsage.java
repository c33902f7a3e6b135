package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.LiveKitReport.isOf;
import static org.voiceagent.exporter.artifact.engine.ReportNode.count;
import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * The rows of {@code usage} in a session report of LiveKit Agents, one for each model. A row leaves
 * out what is 0, so that what is absent there is 0. Some releases leave out its type, too; then its
 * keys tell what it counts. Read in {@code metrics/usage.py}.
 */
final class LiveKitUsage {
  private LiveKitUsage() {}

  /** The rows in the terms of the contract. */
  static ObjectNode of(JsonNode rows) {
    ObjectNode usage = object();
    ArrayNode byModel = object().arrayNode();
    for (JsonNode row : list(rows)) {
      if (isOfModel(row)) {
        tokens(row, named(row, byModel), usage);
      } else if (row.has("characters_count")) {
        counted(row, "characters_count", "tts_characters", named(row, byModel), usage);
      } else if (isOfTranscription(row)) {
        counted(row, "audio_duration", "stt_seconds", named(row, byModel), usage);
      }
    }
    if (!byModel.isEmpty()) {
      usage.set("by_model", byModel);
    }
    return usage;
  }

  /** Whether a row counts what a language model read and wrote. */
  static boolean isOfModel(JsonNode row) {
    return row.has("type")
        ? isOf(row, "llm_usage")
        : hasTokens(row) && !row.has("characters_count") && !row.has("audio_duration");
  }

  /** A row of tokens and sound may be of speech in either direction, so it says nothing. */
  private static boolean isOfTranscription(JsonNode row) {
    return row.has("type") ? isOf(row, "stt_usage") : row.has("audio_duration") && !hasTokens(row);
  }

  private static boolean hasTokens(JsonNode row) {
    return row.has("input_tokens") || row.has("output_tokens");
  }

  private static ObjectNode named(JsonNode row, ArrayNode byModel) {
    ObjectNode counts = byModel.addObject();
    put(counts, "provider", text(row, "provider"));
    put(counts, "model", text(row, "model"));
    return counts;
  }

  private static void tokens(JsonNode row, ObjectNode ofModel, ObjectNode ofCall) {
    counted(row, "input_tokens", "input_tokens", ofModel, ofCall);
    counted(row, "input_cached_tokens", "cached_input_tokens", ofModel, ofCall);
    counted(row, "input_cache_creation_tokens", "cache_write_tokens", ofModel, ofCall);
    counted(row, "output_tokens", "output_tokens", ofModel, ofCall);
    counted(row, "output_reasoning_tokens", "reasoning_tokens", ofModel, ofCall);
    counted(row, "input_audio_tokens", "audio_input_tokens", ofModel, ofCall);
    counted(row, "output_audio_tokens", "audio_output_tokens", ofModel, ofCall);
  }

  private static void counted(
      JsonNode row, String key, String ours, ObjectNode ofModel, ObjectNode ofCall) {
    count(OptionalDouble.of(number(row, key).orElse(0)), ours, ofModel, ofCall);
  }
}
