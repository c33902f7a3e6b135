package org.voiceagent.exporter.call;

import java.util.Locale;

/**
 * Which tokens of a language model a count is about. {@link #INPUT} and {@link #OUTPUT} are all
 * tokens read and written; the other kinds are subsets of these two, so the kinds are never added
 * up.
 */
public enum TokenKind {
  /** All tokens that the model read. */
  INPUT(CallField.INPUT_TOKENS),
  /** Those of the input that came from the provider's cache. */
  CACHED_INPUT(CallField.CACHED_INPUT_TOKENS),
  /** Those of the input that were written to the provider's cache. */
  CACHE_WRITE(CallField.CACHE_WRITE_TOKENS),
  /** All tokens that the model wrote. */
  OUTPUT(CallField.OUTPUT_TOKENS),
  /** Those of the output that the model wrote only to think. */
  REASONING(CallField.REASONING_TOKENS),
  /** Those of the input that were sound. */
  AUDIO_INPUT(CallField.AUDIO_INPUT_TOKENS),
  /** Those of the output that were sound. */
  AUDIO_OUTPUT(CallField.AUDIO_OUTPUT_TOKENS);

  private final CallField field;

  TokenKind(CallField field) {
    this.field = field;
  }

  /** The field that holds the count for the whole call. */
  public CallField field() {
    return field;
  }

  /** The kind that this is a subset of; itself for input and output. */
  public TokenKind whole() {
    return switch (this) {
      case INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT -> INPUT;
      case OUTPUT, REASONING, AUDIO_OUTPUT -> OUTPUT;
    };
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
