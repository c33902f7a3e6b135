package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.voiceagent.exporter.demo.DemoCall.Utterance;

/** Writes the lines of {@code transcript.jsonl}. */
final class TranscriptText {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private TranscriptText() {}

  /**
   * One line with its line feed.
   *
   * @param exchange its number in the call, 0 for the greeting
   */
  static String line(Utterance utterance, int exchange, Instant start, WritingStyle style) {
    Instant at = start.plusMillis(utterance.atMs());
    ObjectNode line =
        style == WritingStyle.FLAT_ALIASES
            ? asTheEngineRemembers(utterance, at)
            : byTheBook(utterance, exchange, at, style == WritingStyle.NAIVE_TIMES);
    try {
      return JSON.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  private static ObjectNode byTheBook(
      Utterance utterance, int exchange, Instant at, boolean naive) {
    ObjectNode line = JSON.createObjectNode();
    line.put("ts", naive ? at.toString().replace("Z", "") : at.toString())
        .put("turn", exchange)
        .put("role", utterance.role())
        .put("text", utterance.text());
    utterance.sentiment().ifPresent(score -> line.put("sentiment", score));
    utterance.latencyMs().ifPresent(latency -> line.put("latency_ms", latency));
    if (utterance.interrupted()) {
      line.put("interrupted", true);
    }
    if (!utterance.label().isEmpty()) {
      line.put("event", utterance.label());
    }
    return line;
  }

  /** The reference engine's own form of a message: role, content and epoch seconds. */
  private static ObjectNode asTheEngineRemembers(Utterance utterance, Instant at) {
    ObjectNode line = JSON.createObjectNode();
    line.put("role", utterance.role())
        .put("content", utterance.text())
        .put("timestamp", BigDecimal.valueOf(at.toEpochMilli(), 3));
    if (!utterance.label().isEmpty()) {
      line.put("event", utterance.label());
    }
    return line;
  }
}
