package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures by which finished calls are compared with each other: one line each, with its kind,
 * the direction that is good, and the least difference anybody would notice. Absent is never 0.
 */
public enum Measure {
  RESPONSE_LATENCY_MS(Kind.NUMBER, Better.LOWER, "ms", 100, number(CallField.AVG_TURN_LATENCY_MS)),
  STT_LATENCY_MS(Kind.NUMBER, Better.LOWER, "ms", 50, number(CallField.STT_LATENCY_MS)),
  FIRST_FRAME_MS(Kind.NUMBER, Better.LOWER, "ms", 50, number(CallField.FIRST_FRAME_MS)),
  LOW_WATERMARK_HITS_PER_MINUTE(
      Kind.NUMBER, Better.LOWER, "per minute", 0.5, perMinute(CallField.LOW_WATERMARK_HITS)),
  UNDERFLOW_RATIO(
      Kind.NUMBER, Better.LOWER, "", 0.002, ratio(CallField.UNDERFLOWS, CallField.FRAMES_SENT)),
  BARGE_INS_PER_TURN(
      Kind.NUMBER, Better.LOWER, "", 0.1, ratio(CallField.BARGE_INS, CallField.TURNS)),
  END_OF_TURN_MS(Kind.NUMBER, Better.LOWER, "ms", 100, number(CallField.END_OF_TURN_MS)),
  TALK_OVERS_PER_TURN(
      Kind.NUMBER, Better.LOWER, "", 0.1, ratio(CallField.TALK_OVERS, CallField.TURNS)),
  IGNORED_BARGE_INS_PER_TURN(
      Kind.NUMBER, Better.LOWER, "", 0.1, ratio(CallField.IGNORED_BARGE_INS, CallField.TURNS)),
  GREETING_CUT(Kind.YES_NO, Better.LOWER, "", 0.02, number(CallField.GREETING_INTERRUPTED)),
  SENTIMENT(Kind.NUMBER, Better.HIGHER, "", 0.1, number(CallField.SENTIMENT_SCORE)),
  FELL_BACK(Kind.YES_NO, Better.LOWER, "", 0.02, any(CallField.FALLBACKS)),
  KEEPALIVE_TIMED_OUT(Kind.YES_NO, Better.LOWER, "", 0.02, any(CallField.KEEPALIVE_TIMEOUTS)),
  CODEC_MISALIGNED(
      Kind.YES_NO,
      Better.LOWER,
      "",
      0.02,
      call -> map(call.facts().number(CallField.CODEC_ALIGNMENT_OK), ok -> 1 - ok)),
  FAILED(Kind.YES_NO, Better.LOWER, "", 0.02, Measure::failed);

  /** A rate a minute means nothing for a call of three seconds. */
  private static final double SHORTEST_CALL_SECONDS = 10;

  private final String key = name().toLowerCase(Locale.ROOT);
  private final Kind kind;
  private final Better better;
  private final String unit;
  private final double leastDifference;
  private final Function<CallSession, OptionalDouble> formula;

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

  Measure(
      Kind kind,
      Better better,
      String unit,
      double leastDifference,
      Function<CallSession, OptionalDouble> formula) {
    this.kind = kind;
    this.better = better;
    this.unit = unit;
    this.leastDifference = leastDifference;
    this.formula = formula;
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
    return unit;
  }

  /**
   * The least difference that matters, in its own unit, or as a share of calls for a yes or no;
   * this project's own choice.
   */
  public double leastDifference() {
    return leastDifference;
  }

  /** Its value for a call, or empty if the call does not tell. */
  public OptionalDouble of(CallSession call) {
    return formula.apply(call);
  }

  /** The stable lower-case name by which rules, JSON and labels speak of it. */
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

  private static Function<CallSession, OptionalDouble> number(CallField field) {
    return call -> call.facts().number(field);
  }

  private static Function<CallSession, OptionalDouble> any(CallField count) {
    return call -> map(call.facts().number(count), number -> number > 0 ? 1 : 0);
  }

  private static Function<CallSession, OptionalDouble> ratio(CallField part, CallField whole) {
    return call -> {
      OptionalDouble divisor = call.facts().number(whole);
      if (whole == CallField.TURNS && call.facts().known(CallField.MEASURED_TURNS)) {
        return OptionalDouble.empty();
      }
      return divisor.isPresent() && divisor.getAsDouble() > 0
          ? map(call.facts().number(part), number -> number / divisor.getAsDouble())
          : OptionalDouble.empty();
    };
  }

  private static Function<CallSession, OptionalDouble> perMinute(CallField count) {
    return call -> {
      OptionalDouble seconds = call.facts().number(CallField.DURATION_SECONDS);
      return seconds.isPresent() && seconds.getAsDouble() >= SHORTEST_CALL_SECONDS
          ? map(call.facts().number(count), number -> number * 60 / seconds.getAsDouble())
          : OptionalDouble.empty();
    };
  }

  private static OptionalDouble failed(CallSession call) {
    return switch (call.outcome()) {
      case UNKNOWN, OTHER -> OptionalDouble.empty();
      case ERROR -> OptionalDouble.of(1);
      default -> OptionalDouble.of(0);
    };
  }

  private interface Formula {
    double apply(double value);
  }

  private static OptionalDouble map(OptionalDouble value, Formula formula) {
    return value.isPresent()
        ? OptionalDouble.of(formula.apply(value.getAsDouble()))
        : OptionalDouble.empty();
  }
}
