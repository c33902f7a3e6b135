package org.voiceagent.exporter.call;

/**
 * Kinds of value a call's summary holds. A kind fixes the base unit in which facts are kept and
 * what is plausible; anything else is dropped and counted.
 */
public enum FieldKind {
  /**
   * Text that may hold anything, and so is redacted wherever it is shown or kept; blank is absent.
   */
  TEXT,
  /**
   * A name or an id that the operator or the engine gave, such as that of a pipeline: shown and
   * kept as it is, so no field that may hold a word of a caller is of this kind. Blank is absent.
   */
  NAME,
  /** Several texts; a single text is a list of one. Redacted as {@link #TEXT} is. */
  TEXTS,
  /** A whole number, 0 or more. */
  COUNT,
  /** A finite number, 0 or more. */
  NUMBER,
  /** A share of a whole, 0 to 1. */
  SHARE,
  /** A rating from 1 to 5; a rating on another scale states it and is converted. */
  RATING,
  /** Yes or no; kept as 1 or 0. */
  FLAG,
  /** Seconds, 0 to 86,400; without a unit suffix the number is seconds. */
  DURATION,
  /** Milliseconds, above 0 and up to 120,000; without a suffix ms; 0 and -1 mean "not measured". */
  LATENCY,
  /** Several latencies. */
  LATENCIES,
  /** A score in [-1,1], or a label such as {@code negative}. */
  SENTIMENT,
  /** A list of objects, each of the type that {@link CallField#rowType} names. */
  ROWS,
  /** Who called: only a hash of it is kept, which reveals no number. */
  CALLER,
  /** A moment: ISO 8601 (without zone: UTC), epoch seconds, or epoch milliseconds above 1e11. */
  INSTANT;

  /** Whether a field of this kind holds one number. */
  public boolean isNumber() {
    return switch (this) {
      case COUNT, NUMBER, SHARE, RATING, FLAG, DURATION, LATENCY, SENTIMENT -> true;
      case TEXT, NAME, TEXTS, LATENCIES, ROWS, INSTANT, CALLER -> false;
    };
  }

  /** The base unit in which numbers of this kind are kept. */
  public CallNumber.Unit unit() {
    return switch (this) {
      case DURATION -> CallNumber.Unit.SECONDS;
      case LATENCY, LATENCIES -> CallNumber.Unit.MILLISECONDS;
      default -> CallNumber.Unit.NONE;
    };
  }
}
