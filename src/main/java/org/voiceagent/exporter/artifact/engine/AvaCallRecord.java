package org.voiceagent.exporter.artifact.engine;

import static org.voiceagent.exporter.artifact.engine.ReportNode.list;
import static org.voiceagent.exporter.artifact.engine.ReportNode.number;
import static org.voiceagent.exporter.artifact.engine.ReportNode.object;
import static org.voiceagent.exporter.artifact.engine.ReportNode.positive;
import static org.voiceagent.exporter.artifact.engine.ReportNode.put;
import static org.voiceagent.exporter.artifact.engine.ReportNode.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the call history of the Asterisk AI Voice Agent, as {@code CallRecord.to_dict()} gives
 * it. Latencies are ms, and 0 where none was measured. Read in
 * hkjarral/AVA-AI-Voice-Agent-for-Asterisk at 39dbaf0, {@code src/core/call_history.py}.
 */
final class AvaCallRecord implements EngineReport {

  @Override
  public String fileName() {
    return "ava_call_record.json";
  }

  @Override
  public Translation translate(JsonNode row) {
    ObjectNode summary = object();
    put(summary, "pipeline_name", text(row, "pipeline_name").or(() -> text(row, "provider_name")));
    put(summary, "provider_id", text(row, "provider_name"));
    put(summary, "model_variant", text(row.path("pipeline_components"), "llm"));
    put(summary, "started_at", text(row, "start_time"));
    put(summary, "ended_at", text(row, "end_time"));
    put(summary, "duration_seconds", number(row, "duration_seconds"));
    put(summary, "outcome", text(row, "outcome"));
    put(summary, "error_message", text(row, "error_message"));
    put(summary, "caller_id", text(row, "caller_number"));
    put(summary, "direction", text(row, "external_direction"));
    // It counts the latencies that were measured, not the turns.
    put(summary, "total_turns", number(row, "total_turns"));
    put(summary, "barge_in_count", number(row, "barge_in_count"));
    ObjectNode latency = summary.putObject("latency");
    put(latency, "avg_turn_ms", positive(row, "avg_turn_latency_ms"));
    put(latency, "max_turn_ms", positive(row, "max_turn_latency_ms"));
    ObjectNode audio = summary.putObject("audio");
    put(audio, "codec", text(row, "caller_audio_format"));
    JsonNode aligned = row.path("codec_alignment_ok");
    if (aligned.isBoolean() || aligned.isInt()) {
      audio.put("codec_alignment_ok", aligned.asBoolean());
    }
    summary.set("tools", tools(row.path("tool_calls")));
    return new Translation(summary, transcript(row.path("conversation_history")), object());
  }

  private static ArrayNode tools(JsonNode calls) {
    ArrayNode tools = object().arrayNode();
    for (JsonNode call : list(calls)) {
      ObjectNode tool = tools.addObject();
      put(tool, "name", text(call, "name"));
      put(tool, "status", text(call, "status").or(() -> text(call, "result")));
      put(tool, "duration_ms", number(call, "duration_ms"));
    }
    return tools;
  }

  private static List<ObjectNode> transcript(JsonNode history) {
    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode said : list(history)) {
      ObjectNode line = object();
      put(line, "role", text(said, "role"));
      put(line, "ts", text(said, "timestamp"));
      put(line, "ts", number(said, "timestamp"));
      put(line, "text", text(said, "content"));
      lines.add(line);
    }
    return lines;
  }
}
