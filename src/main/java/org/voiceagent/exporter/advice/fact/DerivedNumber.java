package org.voiceagent.exporter.advice.fact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.CallNumber.Unit;
import org.voiceagent.exporter.call.FallbackReason;

/** The numbers that follow from a call, its configuration and our thresholds; one entry each. */
@SuppressWarnings("EnumOrdinal") // tells facts apart in memory only
public enum DerivedNumber implements Fact {
  TURNS(
      CallNumber.CALLER_TURNS.description(),
      call -> call.number(CallNumber.CALLER_TURNS),
      call ->
          call.facts().known(CallField.MEASURED_TURNS)
              ? List.of("turns: total_turns counts measured latencies")
              : nameOf(CallField.TURNS)),
  RESPONSE_LATENCY_MS(CallNumber.RESPONSE_LATENCY_MS),
  LATENCY_LIMIT_MS(
      "the response latency that is normal for the call's provider, else its pipeline, in ms",
      RuleContext::latencyLimitMs,
      CallField.PROVIDER_ID),
  STT_P99_MS(
      "how long speech recognition takes in 99 of 100 cases as published for the call's recognizer,"
          + " in ms",
      DerivedNumber::sttP99,
      DerivedNumber::missingSttP99),
  UNATTRIBUTED_MS(
      "the part of the response latency that neither stt_latency_ms, llm_latency_ms nor"
          + " tts_latency_ms accounts for, in ms",
      call -> LatencyBreakdown.of(call.facts()).unattributedMs(),
      call -> LatencyBreakdown.MISSING),
  ENGINE_VERSION_NUMBER(CallNumber.ENGINE_VERSION_NUMBER),
  PROFILE_TALK_THRESHOLD(
      "the talking threshold of the default audio profile, which wins over that of barge_in",
      DerivedNumber::profileTalkThreshold,
      DerivedNumber::missingProfileTalkThreshold),
  FALLBACKS_TIMEOUT("fallbacks because the provider was silent", FallbackReason.TIMEOUT),
  FALLBACKS_TRANSPORT(
      "fallbacks because a frame could not be sent", FallbackReason.TRANSPORT_FAILURE),
  FALLBACKS_RTP(
      "fallbacks because the far end of the RTP leg did not show up", FallbackReason.RTP_TIMEOUT),
  FALLBACKS_KEEPALIVE(
      "fallbacks because the provider's connection went quiet", FallbackReason.KEEPALIVE_TIMEOUT),
  FALLBACKS_OTHER("fallbacks for another reason", FallbackReason.OTHER),
  FALLBACKS_UNKNOWN("fallbacks without a reason", FallbackReason.UNKNOWN),
  WARM_UP_MS(
      "what the engine really buffers before a reply, in ms",
      call -> isUnknown(call, Keys.START) ? unknown() : clamps(call).warmUpMs(),
      call -> missing(call, Keys.START)),
  HIGHEST_LOW_WATERMARK_MS(
      "the most the engine makes of any low watermark, in ms",
      call -> isUnknown(call, Keys.START) ? unknown() : clamps(call).highestLowWatermarkMs(),
      call -> missing(call, Keys.START)),
  APPLIED_LOW_WATERMARK_MS(
      "what the engine makes of the configured low watermark, in ms",
      call ->
          isUnknown(call, Keys.LOW_WATERMARK)
              ? unknown()
              : clamps(call).lowWatermarkMs(call.setting("streaming.low_watermark_ms")),
      call -> missing(call, Keys.LOW_WATERMARK));

  private static final double TELEPHONE_HZ = 8000;
  private static final String DEFAULT_PROFILE = "profiles.default";
  private static final String RECOGNIZER = "pipelines.{pipeline_name}.stt";

  private final String key = name().toLowerCase(Locale.ROOT);
  private final String description;
  private final ToDoubleFunction<RuleContext> formula;
  private final Function<RuleContext, List<String>> missing;

  /** The keys that the clamps of the engine's player depend on. */
  private static final class Keys {
    static final List<String> START =
        List.of("streaming.jitter_buffer_ms", "streaming.min_start_ms");
    static final List<String> LOW_WATERMARK =
        List.of(
            "streaming.low_watermark_ms", "streaming.min_start_ms", "streaming.jitter_buffer_ms");
  }

  DerivedNumber(
      String description,
      ToDoubleFunction<RuleContext> formula,
      Function<RuleContext, List<String>> missing) {
    this.description = description;
    this.formula = formula;
    this.missing = missing;
  }

  DerivedNumber(CallNumber number) {
    this(
        number.description() + (number.unit() == Unit.NONE ? "" : ", in " + number.unit().symbol()),
        call -> call.number(number),
        number.needs());
  }

  DerivedNumber(String description, ToDoubleFunction<RuleContext> formula, CallField missing) {
    this(description, formula, always(nameOf(missing)));
  }

  DerivedNumber(String description, FallbackReason reason) {
    this(description, call -> call.fallbacks(reason), CallField.FALLBACKS);
  }

  /** What the number is, in a few words for the documentation. */
  public String description() {
    return description;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public double number(RuleContext call) {
    double number = formula.applyAsDouble(call);
    if (Double.isNaN(number)) {
      call.note(-1 - ordinal());
    }
    return number;
  }

  @Override
  public String foldedText(RuleContext call) {
    return "";
  }

  @Override
  public boolean known(RuleContext call) {
    return !Double.isNaN(number(call));
  }

  @Override
  public List<String> missing(RuleContext call) {
    return missing.apply(call);
  }

  private static Function<RuleContext, List<String>> always(List<String> names) {
    return call -> names;
  }

  private static double unknown() {
    return Double.NaN;
  }

  private static List<String> nameOf(CallField field) {
    return List.of(FieldFact.evidenceName(field));
  }

  private static double profileTalkThreshold(RuleContext call) {
    String profile = call.settingText(DEFAULT_PROFILE);
    return profile.isEmpty() ? unknown() : call.setting(talkThreshold(profile));
  }

  private static List<String> missingProfileTalkThreshold(RuleContext call) {
    String profile = call.settingText(DEFAULT_PROFILE);
    return List.of(
        profile.isEmpty() ? DEFAULT_PROFILE : call.missingSetting(talkThreshold(profile)));
  }

  private static String talkThreshold(String profile) {
    return "profiles." + profile + ".talk_detect_talking_threshold";
  }

  private static double sttP99(RuleContext call) {
    String recognizer = recognizer(call);
    double published =
        recognizer.isEmpty()
            ? unknown()
            : call.thresholds().sttP99Ms(recognizer).orElse(Double.NaN);
    if (Double.isNaN(published)) {
      call.note(recognizer.hashCode());
    }
    return published;
  }

  private static List<String> missingSttP99(RuleContext call) {
    String recognizer = recognizer(call);
    return recognizer.isEmpty()
        ? nameOf(CallField.PROVIDER_ID)
        : List.of("a published latency of " + recognizer);
  }

  private static String recognizer(RuleContext call) {
    String configured = call.settingText(RECOGNIZER);
    return configured.isEmpty() ? DerivedText.PROVIDER_ID.text(call) : configured;
  }

  /** Looks at all of them, so that each one that is unknown is noted. */
  private static boolean isUnknown(RuleContext call, List<String> keys) {
    double sum = 0;
    for (String key : keys) {
      sum += call.setting(key);
    }
    return Double.isNaN(sum);
  }

  private static List<String> missing(RuleContext call, List<String> keys) {
    Set<String> names = new LinkedHashSet<>();
    for (String key : keys) {
      if (Double.isNaN(call.setting(key))) {
        names.add(call.missingSetting(key));
      }
    }
    return List.copyOf(names);
  }

  private static EngineClamps clamps(RuleContext call) {
    double chunk = call.setting("streaming.chunk_size_ms");
    return new EngineClamps(
        call.setting("streaming.jitter_buffer_ms"),
        call.setting("streaming.min_start_ms") * wireRateRatio(call),
        chunk >= 1 ? chunk : EngineClamps.USUAL_CHUNK_MS);
  }

  /** The engine scales the warm-up with the rate of the line: 1 for 8 kHz, 2 for wideband. */
  private static double wireRateRatio(RuleContext call) {
    String profile = call.settingText(DEFAULT_PROFILE);
    double rate =
        profile.isEmpty()
            ? unknown()
            : call.setting("profiles." + profile + ".transport_out.sample_rate_hz");
    return rate > TELEPHONE_HZ ? rate / TELEPHONE_HZ : 1;
  }
}
