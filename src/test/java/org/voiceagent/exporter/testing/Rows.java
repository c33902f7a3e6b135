package org.voiceagent.exporter.testing;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;

/** A row for each field that holds rows, with every part of it known. */
public final class Rows {
  private Rows() {}

  /**
   * A row of a field.
   *
   * @param text stands wherever an engine's own words may stand
   */
  public static Object of(CallField field, String text) {
    OptionalDouble one = OptionalDouble.of(1);
    return switch (field) {
      case TURN_ROWS ->
          new TurnRow(
              Speaker.AGENT,
              one,
              OptionalDouble.of(2.5),
              Optional.of(Speaker.CALLER),
              one,
              one,
              one,
              one,
              one);
      case COST_PARTS ->
          new CostPart(CostComponent.LLM, "openai", "gpt-4o", "tokens", one, one, "USD");
      case MODEL_USAGE -> new ModelUsage("openai", "gpt-4o", allTokens(), one, one);
      case EVALUATIONS -> new Evaluation(text, one, text, text);
      case ERRORS -> new CallError(text, text);
      case TOOLS -> new ToolCall("hangup_call", text, one);
      default -> throw new IllegalArgumentException(field + " holds no rows");
    };
  }

  private static Map<TokenKind, Double> allTokens() {
    Map<TokenKind, Double> tokens = new EnumMap<>(TokenKind.class);
    for (TokenKind kind : TokenKind.values()) {
      tokens.put(kind, 1.0);
    }
    return tokens;
  }
}
