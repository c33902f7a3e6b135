package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.CallNumber.Unit;
import org.voiceagent.exporter.call.FallbackReason;

/** The numbers that follow from a call, its configuration and our thresholds; one line each. */
public enum DerivedNumber implements Fact {
  TURNS(CallNumber.CALLER_TURNS.description(), DerivedNumber::turns),
  RESPONSE_LATENCY_MS(CallNumber.RESPONSE_LATENCY_MS),
  LATENCY_LIMIT_MS(
      "the response latency that is normal for the call's provider, else its pipeline, in ms",
      DerivedNumber::latencyLimit),
  STT_P99_MS(
      "how long speech recognition takes in 99 of 100 cases as published for the call's recognizer,"
          + " in ms",
      DerivedNumber::sttP99),
  UNATTRIBUTED_MS(
      "the part of the response latency that neither stt_latency_ms, llm_latency_ms nor"
          + " tts_latency_ms accounts for, in ms",
      call -> {
        OptionalDouble rest = LatencyBreakdown.of(call.facts()).unattributedMs();
        return rest.isPresent()
            ? MaybeNumber.of(rest.getAsDouble())
            : new MaybeNumber(0, LatencyBreakdown.MISSING);
      }),
  ENGINE_VERSION_NUMBER(CallNumber.ENGINE_VERSION_NUMBER),
  PROFILE_TALK_THRESHOLD(
      "the talking threshold of the default audio profile, which wins over that of barge_in",
      DerivedNumber::profileTalkThreshold),
  FALLBACKS_TIMEOUT("fallbacks because the provider was silent", fallbacks(FallbackReason.TIMEOUT)),
  FALLBACKS_TRANSPORT(
      "fallbacks because a frame could not be sent", fallbacks(FallbackReason.TRANSPORT_FAILURE)),
  FALLBACKS_RTP(
      "fallbacks because the far end of the RTP leg did not show up",
      fallbacks(FallbackReason.RTP_TIMEOUT)),
  FALLBACKS_KEEPALIVE(
      "fallbacks because the provider's connection went quiet",
      fallbacks(FallbackReason.KEEPALIVE_TIMEOUT)),
  FALLBACKS_OTHER("fallbacks for another reason", fallbacks(FallbackReason.OTHER)),
  FALLBACKS_UNKNOWN("fallbacks without a reason", fallbacks(FallbackReason.UNKNOWN)),
  WARM_UP_MS(
      "what the engine really buffers before a reply, in ms", clamped(EngineClamps::warmUpMs)),
  HIGHEST_LOW_WATERMARK_MS(
      "the most the engine makes of any low watermark, in ms",
      clamped(EngineClamps::highestLowWatermarkMs)),
  APPLIED_LOW_WATERMARK_MS(
      "what the engine makes of the configured low watermark, in ms",
      DerivedNumber::appliedLowWatermark);

  private static final double TELEPHONE_HZ = 8000;

  private final String description;
  private final Function<RuleContext, MaybeNumber> formula;

  DerivedNumber(CallNumber number) {
    this(
        number.description() + (number.unit() == Unit.NONE ? "" : ", in " + number.unit().symbol()),
        call -> call.number(number));
  }

  DerivedNumber(String description, Function<RuleContext, MaybeNumber> formula) {
    this.description = description;
    this.formula = formula;
  }

  /** What the number is, in a few words for the documentation. */
  public String description() {
    return description;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public MaybeNumber figure(RuleContext call) {
    return formula.apply(call);
  }

  @Override
  public Optional<String> text(RuleContext call) {
    return Optional.empty();
  }

  @Override
  public boolean known(RuleContext call) {
    return figure(call).known();
  }

  private static Function<RuleContext, MaybeNumber> fallbacks(FallbackReason reason) {
    return call -> call.fallbacks(reason);
  }

  private static MaybeNumber turns(RuleContext call) {
    return call.facts().known(CallField.MEASURED_TURNS)
        ? MaybeNumber.missing("turns: total_turns counts measured latencies")
        : call.number(CallNumber.CALLER_TURNS);
  }

  private static MaybeNumber profileTalkThreshold(RuleContext call) {
    return call.settingText("profiles.default")
        .map(name -> call.setting("profiles." + name + ".talk_detect_talking_threshold"))
        .orElseGet(() -> MaybeNumber.missing("profiles.default"));
  }

  private static MaybeNumber latencyLimit(RuleContext call) {
    OptionalDouble limit = call.thresholds().latencyLimitMs(call.labels());
    return limit.isPresent()
        ? MaybeNumber.of(limit.getAsDouble())
        : MaybeNumber.missing(CallField.PROVIDER_ID.key());
  }

  private static MaybeNumber sttP99(RuleContext call) {
    Optional<String> recognizer =
        call.settingText("pipelines.{pipeline_name}.stt")
            .or(() -> DerivedText.PROVIDER_ID.text(call));
    if (recognizer.isEmpty()) {
      return MaybeNumber.missing(CallField.PROVIDER_ID.key());
    }
    OptionalDouble published = call.thresholds().sttP99Ms(recognizer.get());
    return published.isPresent()
        ? MaybeNumber.of(published.getAsDouble())
        : MaybeNumber.missing("a published latency of " + recognizer.get());
  }

  private static Function<RuleContext, MaybeNumber> clamped(ToDoubleFunction<EngineClamps> part) {
    return call -> {
      MaybeNumber jitterBuffer = call.setting("streaming.jitter_buffer_ms");
      MaybeNumber minStart = call.setting("streaming.min_start_ms");
      return jitterBuffer.with(
          minStart, (buffer, start) -> part.applyAsDouble(clamps(call, buffer, start)));
    };
  }

  private static MaybeNumber appliedLowWatermark(RuleContext call) {
    MaybeNumber jitterBuffer = call.setting("streaming.jitter_buffer_ms");
    MaybeNumber minStart = call.setting("streaming.min_start_ms");
    MaybeNumber lowWatermark = call.setting("streaming.low_watermark_ms");
    List<String> missing =
        Stream.of(lowWatermark, minStart, jitterBuffer)
            .flatMap(figure -> figure.missing().stream())
            .distinct()
            .toList();
    return missing.isEmpty()
        ? MaybeNumber.of(
            clamps(call, jitterBuffer.value(), minStart.value())
                .lowWatermarkMs(lowWatermark.value()))
        : new MaybeNumber(0, missing);
  }

  private static EngineClamps clamps(RuleContext call, double jitterBuffer, double minStart) {
    MaybeNumber chunk = call.setting("streaming.chunk_size_ms");
    return new EngineClamps(
        jitterBuffer,
        minStart * wireRateRatio(call),
        chunk.known() && chunk.value() >= 1 ? chunk.value() : EngineClamps.USUAL_CHUNK_MS);
  }

  /** The engine scales the warm-up with the rate of the line: 1 for 8 kHz, 2 for wideband. */
  private static double wireRateRatio(RuleContext call) {
    return call.settingText("profiles.default")
        .map(name -> call.setting("profiles." + name + ".transport_out.sample_rate_hz"))
        .filter(rate -> rate.known() && rate.value() > TELEPHONE_HZ)
        .map(rate -> rate.value() / TELEPHONE_HZ)
        .orElse(1.0);
  }
}
