package org.voiceagent.exporter.cost;

import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.call.TokenKind;

/** What a price is for. */
public enum PriceUnit {
  /** A token that the model read, unless it is of a kind with a price of its own. */
  INPUT_TOKENS,
  /** A token of the input that came from the provider's cache. */
  CACHED_INPUT_TOKENS,
  /** A token of the input that was written to the provider's cache. */
  CACHE_WRITE_TOKENS,
  /** A token of the input that was sound. */
  AUDIO_INPUT_TOKENS,
  /** A token that the model wrote, unless it is of a kind with a price of its own. */
  OUTPUT_TOKENS,
  /** A token that the model wrote only to think. */
  REASONING_TOKENS,
  /** A token of the output that was sound. */
  AUDIO_OUTPUT_TOKENS,
  /** A character that was spoken. */
  CHARACTERS,
  /** A second of audio that was transcribed. */
  AUDIO_SECONDS,
  /** A second of the call. */
  CALL_SECONDS,
  /** A call. */
  CALLS;

  /** The word in a table of prices. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The unit of tokens of a kind. */
  static PriceUnit of(TokenKind kind) {
    return switch (kind) {
      case INPUT -> INPUT_TOKENS;
      case CACHED_INPUT -> CACHED_INPUT_TOKENS;
      case CACHE_WRITE -> CACHE_WRITE_TOKENS;
      case OUTPUT -> OUTPUT_TOKENS;
      case REASONING -> REASONING_TOKENS;
      case AUDIO_INPUT -> AUDIO_INPUT_TOKENS;
      case AUDIO_OUTPUT -> AUDIO_OUTPUT_TOKENS;
    };
  }

  /** The unit of this word, if there is one. */
  static Optional<PriceUnit> named(String word) {
    for (PriceUnit unit : values()) {
      if (unit.label().equals(word)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
