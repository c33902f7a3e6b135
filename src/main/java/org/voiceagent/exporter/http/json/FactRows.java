package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;

/**
 * Writes the facts that are lists of objects, in the form in which {@code metrics.json} has them.
 * What is unknown is left out.
 */
final class FactRows {
  private final UnaryOperator<String> redaction;

  /**
   * @param redaction removes personal data from a text
   */
  FactRows(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** Adds an object for each row of a field. */
  void put(ArrayNode to, CallField field, Facts facts) {
    switch (field) {
      case TURN_ROWS -> facts.rows(field, TurnRow.class).forEach(row -> turn(to.addObject(), row));
      case COST_PARTS ->
          facts.rows(field, CostPart.class).forEach(row -> cost(to.addObject(), row));
      case MODEL_USAGE ->
          facts.rows(field, ModelUsage.class).forEach(row -> usage(to.addObject(), row));
      case EVALUATIONS ->
          facts.rows(field, Evaluation.class).forEach(row -> evaluation(to.addObject(), row));
      case ERRORS -> facts.rows(field, CallError.class).forEach(row -> error(to.addObject(), row));
      case TOOLS -> facts.rows(field, ToolCall.class).forEach(row -> tool(to.addObject(), row));
      default -> throw new IllegalStateException(field + " has no form in JSON");
    }
  }

  private static void turn(ObjectNode to, TurnRow row) {
    to.put("speaker", row.speaker().label());
    put(to, "start", row.startSeconds());
    put(to, "end", row.endSeconds());
    row.interruptedBy().ifPresent(speaker -> to.put("interrupted_by", speaker.label()));
    ObjectNode latency = Json.object();
    put(latency, "eou_ms", row.eouMs());
    put(latency, "stt_ms", row.sttMs());
    put(latency, "llm_ms", row.llmMs());
    put(latency, "tts_ms", row.ttsMs());
    put(latency, "turn_ms", row.turnMs());
    if (!latency.isEmpty()) {
      to.set("latency", latency);
    }
  }

  private static void cost(ObjectNode to, CostPart row) {
    to.put("component", row.component().label());
    name(to, "provider", row.provider());
    name(to, "model", row.model());
    name(to, "unit", row.unit());
    put(to, "quantity", row.quantity());
    put(to, "amount", row.amount());
    name(to, "currency", row.currency());
  }

  private static void usage(ObjectNode to, ModelUsage row) {
    name(to, "provider", row.provider());
    name(to, "model", row.model());
    for (TokenKind kind : TokenKind.values()) {
      put(to, kind.label() + "_tokens", row.tokens(kind));
    }
    put(to, "tts_characters", row.ttsCharacters());
    put(to, "stt_seconds", row.sttSeconds());
  }

  private void evaluation(ObjectNode to, Evaluation row) {
    text(to, "name", row.name());
    put(to, "score", row.score());
    text(to, "label", row.verdict());
    text(to, "explanation", row.explanation());
  }

  private void error(ObjectNode to, CallError row) {
    text(to, "component", row.component());
    text(to, "type", row.type());
  }

  private void tool(ObjectNode to, ToolCall row) {
    name(to, "name", row.name());
    text(to, "status", row.status());
    put(to, "duration_ms", row.durationMs());
  }

  private static void name(ObjectNode to, String key, String name) {
    if (!name.isEmpty()) {
      to.put(key, name);
    }
  }

  private void text(ObjectNode to, String key, String text) {
    if (!text.isEmpty()) {
      to.put(key, redaction.apply(text));
    }
  }

  private static void put(ObjectNode to, String key, OptionalDouble number) {
    if (number.isPresent()) {
      to.set(key, Json.number(number.getAsDouble()));
    }
  }
}
