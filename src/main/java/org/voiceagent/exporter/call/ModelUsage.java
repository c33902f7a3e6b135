package org.voiceagent.exporter.call;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one model was used for in a call. Immutable.
 *
 * @param provider who serves the model, or "" if unknown
 * @param model the model's name, or "" if unknown
 * @param tokens how many tokens of each kind, 0 or more; a kind that is unknown is left out
 * @param ttsCharacters characters that it spoke, if known
 * @param sttSeconds audio that it transcribed, in s, if known
 */
public record ModelUsage(
    String provider,
    String model,
    Map<TokenKind, Double> tokens,
    OptionalDouble ttsCharacters,
    OptionalDouble sttSeconds) {

  /** Copies the counts, in the order of the kinds. */
  public ModelUsage {
    tokens =
        tokens.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<>(Map.copyOf(tokens)));
  }

  /** How many tokens of a kind, if known. */
  public OptionalDouble tokens(TokenKind kind) {
    Double count = tokens.get(kind);
    return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
  }
}
