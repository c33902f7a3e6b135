package org.voiceagent.exporter.call;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One number that a finished call gives, such as its duration or its barge-ins per turn. This is
 * the registry of all of them: rules, metrics and the comparison of calls read a number here, so
 * that it means the same to each. Absent is never 0. Immutable.
 *
 * <pre>{@code
 * OptionalDouble ratio = CallNumber.UNDERFLOW_RATIO.of(call);
 * OptionalDouble seconds = CallNumber.of(CallField.DURATION_SECONDS).of(call);
 * }</pre>
 */
public final class CallNumber {
  /** A rate a minute means nothing for a call of three seconds; this project's own choice. */
  private static final double SHORTEST_CALL_SECONDS = 10;

  private static final Pattern VERSION = Pattern.compile("[vV]?([0-9]{1,4})\\.([0-9]{1,3})");

  /** The mean latency of a call's responses. */
  public static final CallNumber RESPONSE_LATENCY_MS =
      new CallNumber(
          "response_latency_ms",
          "mean time from the caller's end to the agent's start",
          Unit.MILLISECONDS,
          CallField.AVG_TURN_LATENCY_MS,
          number(CallField.AVG_TURN_LATENCY_MS));

  /** How often the caller spoke; unlike {@link CallField#TURNS} no count of latencies. */
  public static final CallNumber CALLER_TURNS =
      new CallNumber(
          "caller_turns",
          "turns of the caller; a mere count of measured latencies is none",
          Unit.NONE,
          CallField.TURNS,
          CallNumber::callerTurns);

  /** How often the call fell back from streaming, or how many reasons it gives for that. */
  public static final CallNumber FALLBACK_COUNT =
      new CallNumber(
          "fallback_count",
          "fallbacks from streaming; the reasons given, if the engine gave no count",
          Unit.NONE,
          CallField.FALLBACKS,
          CallNumber::fallbackCount);

  /** The engine's version as one number that grows with it. */
  public static final CallNumber ENGINE_VERSION_NUMBER =
      new CallNumber(
          "engine_version_number",
          "the engine's version as a number: 7.5.2 is 7005, a thousand times the first part plus"
              + " the second",
          Unit.NONE,
          CallField.ENGINE_VERSION,
          CallNumber::engineVersion);

  /** How often a minute the jitter buffer ran low. */
  public static final CallNumber LOW_WATERMARK_HITS_PER_MINUTE =
      new CallNumber(
          "low_watermark_hits_per_minute",
          "how often a minute the jitter buffer ran low, in calls of 10 s and more",
          Unit.PER_MINUTE,
          CallField.LOW_WATERMARK_HITS,
          perMinute(CallField.LOW_WATERMARK_HITS));

  /** Which share of the audio frames came too late. */
  public static final CallNumber UNDERFLOW_RATIO =
      new CallNumber(
          "underflow_ratio",
          "underflows for each audio frame sent",
          Unit.NONE,
          CallField.UNDERFLOWS,
          ratio(CallField.UNDERFLOWS, number(CallField.FRAMES_SENT)));

  /** How often the caller interrupted the agent. */
  public static final CallNumber BARGE_INS_PER_TURN = perTurn(CallField.BARGE_INS);

  /** How often both spoke at once. */
  public static final CallNumber TALK_OVERS_PER_TURN = perTurn(CallField.TALK_OVERS);

  /** How often the agent spoke on although it was interrupted. */
  public static final CallNumber IGNORED_BARGE_INS_PER_TURN = perTurn(CallField.IGNORED_BARGE_INS);

  /** 1 if the call fell back from streaming to a file, else 0. */
  public static final CallNumber FELL_BACK = any("fell_back", CallField.FALLBACKS);

  /** 1 if the provider's connection went quiet, else 0. */
  public static final CallNumber KEEPALIVE_TIMED_OUT =
      any("keepalive_timed_out", CallField.KEEPALIVE_TIMEOUTS);

  /** 1 if engine and line disagreed on the codec, else 0. */
  public static final CallNumber CODEC_MISALIGNED =
      new CallNumber(
          "codec_misaligned",
          "1 if engine and line disagreed on the codec",
          Unit.NONE,
          CallField.CODEC_ALIGNMENT_OK,
          call -> map(call.facts().number(CallField.CODEC_ALIGNMENT_OK), ok -> 1 - ok));

  /** 1 if the call ended with an error, 0 if it ended otherwise in a known way. */
  public static final CallNumber FAILED =
      new CallNumber(
          "failed",
          "1 if the call ended with an error",
          Unit.NONE,
          CallField.OUTCOME,
          CallNumber::failed);

  private static final Map<String, CallNumber> ALL = registry();

  private final String key;
  private final String description;
  private final Unit unit;
  private final CallField needs;
  private final Function<CallSession, OptionalDouble> formula;

  /** What a number is measured in. */
  public enum Unit {
    NONE("", ""),
    SECONDS("seconds", "s"),
    MILLISECONDS("milliseconds", "ms"),
    PER_MINUTE("", "per minute");

    private final String label;
    private final String symbol;

    Unit(String label, String symbol) {
      this.label = label;
      this.symbol = symbol;
    }

    /** The unit of time in the metric catalog; "" if it is none. */
    public String label() {
      return label;
    }

    /** Its short form in texts, "" for {@link #NONE}. */
    public String symbol() {
      return symbol;
    }
  }

  private CallNumber(
      String key,
      String description,
      Unit unit,
      CallField needs,
      Function<CallSession, OptionalDouble> formula) {
    this.key = key;
    this.description = description;
    this.unit = unit;
    this.needs = needs;
    this.formula = formula;
  }

  /**
   * The number that a field of the summary holds.
   *
   * @throws IllegalArgumentException if the field holds no single number; see {@link
   *     FieldKind#isNumber}
   */
  public static CallNumber of(CallField field) {
    CallNumber known = ALL.get(field.key());
    if (known == null) {
      throw new IllegalArgumentException(field + " does not hold a number");
    }
    return known;
  }

  /** The number of this key, or empty. */
  public static Optional<CallNumber> named(String key) {
    return Optional.ofNullable(ALL.get(key));
  }

  /** All numbers by their keys: those of the fields first, then those that follow from them. */
  public static Map<String, CallNumber> all() {
    return ALL;
  }

  /** The stable lower-case name. */
  public String key() {
    return key;
  }

  /** What the number is, in a few words for the documentation. */
  public String description() {
    return description;
  }

  /** Whether a field of the summary holds it, so that it follows from nothing else. */
  public boolean isField() {
    return key.equals(needs.key());
  }

  /** What it is measured in. */
  public Unit unit() {
    return unit;
  }

  /** The field without which it is unknown: what to name as missing. */
  public CallField needs() {
    return needs;
  }

  /** Its value for a call, finite and in its unit; empty if the call does not give it. */
  public OptionalDouble of(CallSession call) {
    return formula.apply(call);
  }

  @Override
  public String toString() {
    return key;
  }

  private static Map<String, CallNumber> registry() {
    Map<String, CallNumber> all = new LinkedHashMap<>();
    Arrays.stream(CallField.values())
        .filter(field -> field.kind().isNumber())
        .map(
            field ->
                new CallNumber(
                    field.key(), field.place(), field.kind().unit(), field, number(field)))
        .forEach(one -> all.put(one.key, one));
    List.of(
            RESPONSE_LATENCY_MS,
            CALLER_TURNS,
            FALLBACK_COUNT,
            ENGINE_VERSION_NUMBER,
            LOW_WATERMARK_HITS_PER_MINUTE,
            UNDERFLOW_RATIO,
            BARGE_INS_PER_TURN,
            TALK_OVERS_PER_TURN,
            IGNORED_BARGE_INS_PER_TURN,
            FELL_BACK,
            KEEPALIVE_TIMED_OUT,
            CODEC_MISALIGNED,
            FAILED)
        .forEach(one -> all.put(one.key, one));
    return Collections.unmodifiableMap(all);
  }

  private static Function<CallSession, OptionalDouble> number(CallField field) {
    return call -> call.facts().number(field);
  }

  private static CallNumber any(String key, CallField count) {
    return new CallNumber(
        key,
        "1 if there was any of " + count.names().get(0),
        Unit.NONE,
        count,
        call -> map(call.facts().number(count), number -> number > 0 ? 1 : 0));
  }

  private static CallNumber perTurn(CallField count) {
    return new CallNumber(
        count.key() + "_per_turn",
        count.names().get(0) + " for each turn of the caller",
        Unit.NONE,
        count,
        ratio(count, CallNumber::callerTurns));
  }

  private static Function<CallSession, OptionalDouble> ratio(
      CallField part, Function<CallSession, OptionalDouble> whole) {
    return call -> {
      OptionalDouble divisor = whole.apply(call);
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

  /** An engine that counts measured latencies may give that count for both. */
  private static OptionalDouble callerTurns(CallSession call) {
    return call.facts().known(CallField.MEASURED_TURNS)
        ? OptionalDouble.empty()
        : call.facts().number(CallField.TURNS);
  }

  private static OptionalDouble fallbackCount(CallSession call) {
    Facts facts = call.facts();
    return facts.known(CallField.FALLBACKS) || facts.known(CallField.FALLBACK_REASONS)
        ? OptionalDouble.of(
            FallbackCounts.byReason(facts).values().stream().mapToInt(count -> count).sum())
        : OptionalDouble.empty();
  }

  private static OptionalDouble engineVersion(CallSession call) {
    Matcher version =
        VERSION.matcher(call.facts().text(CallField.ENGINE_VERSION).orElse("unknown"));
    return version.lookingAt()
        ? OptionalDouble.of(
            1000.0 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)))
        : OptionalDouble.empty();
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
