package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers by which finished calls are compared with each other: one line each, with its kind,
 * the direction that is good, and the least difference that anyone would notice. Absent is never 0.
 */
public enum Measure {
  RESPONSE_LATENCY_MS(CallNumber.RESPONSE_LATENCY_MS, Kind.NUMBER, Better.LOWER, 100),
  STT_LATENCY_MS(CallField.STT_LATENCY_MS, Kind.NUMBER, Better.LOWER, 50),
  FIRST_FRAME_MS(CallField.FIRST_FRAME_MS, Kind.NUMBER, Better.LOWER, 50),
  LOW_WATERMARK_HITS_PER_MINUTE(
      CallNumber.LOW_WATERMARK_HITS_PER_MINUTE, Kind.NUMBER, Better.LOWER, 0.5),
  UNDERFLOW_RATIO(CallNumber.UNDERFLOW_RATIO, Kind.NUMBER, Better.LOWER, 0.002),
  BARGE_INS_PER_TURN(CallNumber.BARGE_INS_PER_TURN, Kind.NUMBER, Better.LOWER, 0.1),
  END_OF_TURN_MS(CallField.END_OF_TURN_MS, Kind.NUMBER, Better.LOWER, 100),
  TALK_OVERS_PER_TURN(CallNumber.TALK_OVERS_PER_TURN, Kind.NUMBER, Better.LOWER, 0.1),
  IGNORED_BARGE_INS_PER_TURN(CallNumber.IGNORED_BARGE_INS_PER_TURN, Kind.NUMBER, Better.LOWER, 0.1),
  GREETING_CUT(CallField.GREETING_INTERRUPTED, Kind.YES_NO, Better.LOWER, 0.02),
  SENTIMENT(CallField.SENTIMENT_SCORE, Kind.NUMBER, Better.HIGHER, 0.1),
  FELL_BACK(CallNumber.FELL_BACK, Kind.YES_NO, Better.LOWER, 0.02),
  KEEPALIVE_TIMED_OUT(CallNumber.KEEPALIVE_TIMED_OUT, Kind.YES_NO, Better.LOWER, 0.02),
  CODEC_MISALIGNED(CallNumber.CODEC_MISALIGNED, Kind.YES_NO, Better.LOWER, 0.02),
  FAILED(CallNumber.FAILED, Kind.YES_NO, Better.LOWER, 0.02);

  private final String key = name().toLowerCase(Locale.ROOT);
  private final CallNumber number;
  private final Kind kind;
  private final Better better;
  private final double leastDifference;

  /** Whether a measure is a number or happens to a call or not. */
  public enum Kind {
    NUMBER,
    /** 1 for yes and 0 for no. */
    YES_NO
  }

  /** Which direction is an improvement. */
  public enum Better {
    LOWER,
    HIGHER
  }

  Measure(CallNumber number, Kind kind, Better better, double leastDifference) {
    this.number = number;
    this.kind = kind;
    this.better = better;
    this.leastDifference = leastDifference;
  }

  Measure(CallField field, Kind kind, Better better, double leastDifference) {
    this(CallNumber.of(field), kind, better, leastDifference);
  }

  /** Whether it is a number or a yes or no. */
  public Kind kind() {
    return kind;
  }

  /** Which direction is an improvement. */
  public Better better() {
    return better;
  }

  /** The unit of its values, or "" if they have none. */
  public String unit() {
    return number.unit().symbol();
  }

  /**
   * The least difference that matters, in its own unit, or as a share of calls for a yes or no;
   * this project's own choice.
   */
  public double leastDifference() {
    return leastDifference;
  }

  /** Its value for a call, or empty if the call does not give it. */
  public OptionalDouble of(CallSession call) {
    return number.of(call);
  }

  /** The stable lower-case name that rules, JSON and labels use. */
  public String key() {
    return key;
  }

  /** The measure of this key, or empty. */
  public static Optional<Measure> named(String key) {
    for (Measure measure : values()) {
      if (measure.key().equals(key)) {
        return Optional.of(measure);
      }
    }
    return Optional.empty();
  }
}
